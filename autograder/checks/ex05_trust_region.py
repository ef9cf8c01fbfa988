"""Exercise 5: the Cauchy point, the dogleg step, and one iteration of a trust-region method.

    minimise m(p) = f + g.p + p'Bp / 2 over |p| <= delta      (Nocedal & Wright 2006, chapter 4)

Instances are drawn so that every decision (definite or not, inside or not, ratio above or below a
threshold) is clear: none depends on the order of the learner's arithmetic.  A quadratic f with its exact
Hessian has the ratio 1 everywhere and tests nothing, so the functions here bend away from their models.
"""

from dataclasses import dataclass

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Watched
from numopt import problems, trust_region

TITLE = "Trust region against line search"
PARTS = {"a": ["cauchy_point"], "b": ["dogleg_step"], "c": ["trust_region_step"]}
DELEGATED = ["numopt.trust_region", "numopt.subproblem", "numopt.descent", "scipy.optimize"]

UNITS = ((1e-3, 1e-2), (1.0, 1.0), (1e3, 1e2))  # height of f and length of x: a right answer notices neither
# Steps are solutions of systems with condition numbers below 100, in whatever order of arithmetic.
STEP_RTOL = 1e-8
# A length meets the radius up to the rounding of a few square roots; a radius is one or two products.
LENGTH_RTOL = 1e-9
# Decisions nearer to a threshold than this are not judged on a path that the learner chooses.
CLEARANCE = 1e-4
# Predicted decreases below this part of |f| and of the height of f may count as rounding level, by a relative
# or an absolute measure; the contract leaves them open.
LEVEL = 1e-9


# The reference ------------------------------------------------------------------------------------


def cauchy_point(g, B, delta):
    return trust_region.cauchy_point(g, B, delta).p


def dogleg_step(g, B, delta):
    return trust_region.dogleg_step(g, B, delta).p


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g = grad_f(x)
    if not np.any(g):
        return x, delta, False
    step = trust_region.dogleg_step(g, hess_f(x), delta)
    tried = trust_region.attempt(f, x, f(x), step, delta, delta_max, eta)
    return (tried.x if tried.accepted else x), tried.radius, tried.accepted


REFERENCE = {
    "cauchy_point": cauchy_point,
    "dogleg_step": dogleg_step,
    "trust_region_step": trust_region_step,
}


# The instances ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Region:
    """A subproblem; ``said`` names the case in words."""

    g: np.ndarray
    B: np.ndarray
    delta: float
    said: str

    @property
    def where(self) -> str:
        return f"With {self.said} (n = {self.g.size}, |g| = {norm(self.g):.3g}, delta = {self.delta:.3g})"

    def model(self, p) -> float:
        """Return m(p) - f."""
        return -trust_region.predicted_decrease(self.g, self.B, p)


def norm(v) -> float:
    return float(np.linalg.norm(v))


def symmetric(draw, eigenvalues) -> np.ndarray:
    """Return a symmetric matrix with these eigenvalues in random directions."""
    eigenvalues = np.asarray(eigenvalues, dtype=float)
    rotation = draw.rotation(eigenvalues.size)
    matrix = rotation * eigenvalues @ rotation.T
    return (matrix + matrix.T) / 2


def curvature(g, B) -> float:
    """Return u'Bu for the unit vector u along g."""
    return float(g @ B @ g) / float(g @ g)


def definite(draw, condition=None) -> np.ndarray:
    n = int(draw.rng.integers(2, 6))
    return symmetric(draw, draw.spectrum(n, condition or draw.rng.uniform(5.0, 40.0)))


def indefinite(draw, negative: int, along: int, honest=True):
    """Return (g, B): ``negative`` negative eigenvalues, and the curvature along g has the sign ``along``.

    Where not ``honest``, the diagonal of B is positive all the same.
    """
    while True:
        n = negative + int(draw.rng.integers(2, 4))
        signs = np.where(np.arange(n) < negative, -1.0, 1.0)
        B = symmetric(draw, signs * draw.rng.uniform(1.0, 4.0, n))
        g = draw.rng.uniform(0.5, 3.0) * draw.unit(n)
        if along * curvature(g, B) > 0.3 and (honest or np.all(np.diag(B) > 0.1)):
            return g, B


def in_units(g, B, delta, said, height, length) -> Region:
    """Return the same subproblem with f and x measured in other units."""
    return Region(g * height / length, B * height / length**2, delta * length, said)


def along_slope(draw, g, B, inside: bool) -> float:
    """Return a radius that has the lowest point of the model along -g clearly inside, or clearly outside."""
    lowest = norm(g) / curvature(g, B)
    return lowest * draw.rng.uniform(1.3, 3.0) if inside else lowest * draw.rng.uniform(0.3, 0.8)


def bowls(draw):
    """Yield regions with a positive definite B, the lowest point along -g inside or outside."""
    for height, length in UNITS:
        for inside in (True, False):
            B = definite(draw)
            g = draw.rng.uniform(0.5, 3.0) * draw.unit(len(B))
            delta = along_slope(draw, g, B, inside)
            place = "inside" if inside else "outside"
            said = f"a positive definite B and the lowest point along -g {place} the region"
            yield in_units(g, B, delta, said, height, length)
        g, B, _, newton = legs(draw)
        yield in_units(g, B, 2 * newton, "a positive definite B and the Newton point inside", height, length)


def upward(draw):
    """Yield regions with an indefinite B whose curvature along g is positive all the same."""
    for height, length in UNITS[::2]:
        for inside in (True, False):
            g, B = indefinite(draw, 1, along=1)
            delta = along_slope(draw, g, B, inside)
            place = "inside" if inside else "outside"
            said = f"an indefinite B, positive curvature along g and the lowest point along -g {place}"
            yield in_units(g, B, delta, said, height, length)


def downward(draw):
    """Yield regions in which the model falls along -g as far as one goes."""
    for height, length in UNITS:
        g, B = indefinite(draw, 1, along=-1)
        said = "negative curvature along g"
        # Longer and shorter than |g| / |curvature|, where a wrong sign would put the step.
        for factor in (draw.rng.uniform(0.3, 0.7), draw.rng.uniform(1.5, 3.0)):
            yield in_units(g, B, factor * norm(g) / -curvature(g, B), said, height, length)
    n = int(draw.rng.integers(2, 5))
    g = draw.rng.uniform(0.5, 3.0) * draw.unit(n)
    yield Region(g, np.zeros((n, n)), draw.rng.uniform(0.5, 4.0), "B = 0, no curvature at all,")


def legs(draw):
    """Return (g, B, |corner|, |Newton point|) with the Newton point well beyond the corner."""
    while True:
        B = definite(draw, draw.rng.uniform(10.0, 40.0))
        g = draw.rng.uniform(0.5, 3.0) * draw.unit(len(B))
        corner, newton = norm(g) / curvature(g, B), norm(np.linalg.solve(B, g))
        if newton > 2 * corner:
            return g, B, corner, newton


# (a) ----------------------------------------------------------------------------------------------


def ask_for_steps(name, ask, regions) -> list[tuple[Region, np.ndarray]]:
    """Return each region with the learner's step; all are asked for before any is judged."""
    replies = [(region, ask(region.g, region.B, region.delta)) for region in regions]
    found = []
    for region, p in replies:
        p = expect.array(p, region.g.shape, f"{region.where}, what {name} returns")
        expect.that(np.all(np.isfinite(p)), f"{region.where}, your step is {expect.show(p)}, not finite.")
        found.append((region, p.astype(float)))
    return found


def same_step(region, p, wanted, what, why="") -> None:
    """Expect the step ``wanted``, called ``what``."""
    if norm(p - wanted) <= STEP_RTOL * norm(wanted):
        return
    raise expect.Failed(
        f"{region.where}, your step {expect.show(p)} has length {norm(p):.5g} and lowers the model by "
        f"{-region.model(p):.5g}; {what} {expect.show(wanted)} has length {norm(wanted):.5g} and lowers it "
        f"by {-region.model(wanted):.5g}.{why and ' ' + why}"
    )


def inside_region(region, p) -> None:
    bound = region.delta * (1 + LENGTH_RTOL)
    expect.at_most(norm(p), bound, f"{region.where}, the length of your step", "the radius")


@check(part="a", marks=1.5)
def minimises_along_the_slope(learner, draw):
    """Where the model curves upward along -g, the step is its lowest point on that line inside the region."""
    regions = [*bowls(draw), *upward(draw)]
    for region, p in ask_for_steps("cauchy_point", learner.cauchy_point, regions):
        inside_region(region, p)
        wanted = cauchy_point(region.g, region.B, region.delta)
        same_step(region, p, wanted, "the lowest point along -g inside the region")


@check(part="a", marks=0.75)
def goes_as_far_as_it_may(learner, draw):
    """Where the model does not curve upward along -g, the step ends on the boundary."""
    why = "The model falls all along this line: only the boundary ends the step."
    for region, p in ask_for_steps("cauchy_point", learner.cauchy_point, list(downward(draw))):
        wanted = cauchy_point(region.g, region.B, region.delta)
        same_step(region, p, wanted, "the point on the boundary", why)


@check(part="a", marks=0.5)
def stays_where_it_is_flat(learner, draw):
    """Where g is zero the step is zero."""
    regions = [level(draw, definite(draw)), level(draw, indefinite(draw, 1, along=1)[1])]
    for region, p in ask_for_steps("cauchy_point", learner.cauchy_point, regions):
        does_not_move(region, p)


def level(draw, B) -> Region:
    """Return a region whose centre has no gradient."""
    return Region(np.zeros(len(B)), B, draw.rng.uniform(0.5, 2.0), "g = 0")


def does_not_move(region, p) -> None:
    expect.that(not np.any(p), f"{region.where}, your step is {expect.show(p)}; zero is expected.")


@check(part="a", marks=0.25)
def leaves_its_arguments_alone(learner, draw):
    """The caller's g and B are as they were."""
    ask_for_steps("cauchy_point", learner.cauchy_point, [*bowls(draw), *downward(draw)])
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


@check(part="b", marks=1)
def takes_newton_inside(learner, draw):
    """Where B is positive definite and the Newton point lies inside, that is the step (0 where g = 0)."""
    regions = [level(draw, definite(draw))]
    for height, length in UNITS:
        g, B, _, newton = legs(draw)
        said = "a positive definite B and the Newton point inside the region"
        regions.append(in_units(g, B, newton * draw.rng.uniform(1.1, 3.0), said, height, length))
    for region, p in ask_for_steps("dogleg_step", learner.dogleg_step, regions):
        same_step(region, p, -np.linalg.solve(region.B, region.g), "the Newton point")


@check(part="b", marks=1.25)
def ends_where_the_path_does(learner, draw):
    """Where the Newton point lies outside, the step is where the path meets the boundary, on either leg."""
    regions = []
    for height, length in UNITS:
        for part in (0.15, 0.5, 0.85):
            g, B, corner, newton = legs(draw)
            said = "a positive definite B, the corner of the dogleg inside and the Newton point outside"
            regions.append(in_units(g, B, corner + part * (newton - corner), said, height, length))
        g, B, corner, _ = legs(draw)
        said = "a positive definite B and the corner of the dogleg outside the region"
        regions.append(in_units(g, B, corner * draw.rng.uniform(0.3, 0.8), said, height, length))
    for region, p in ask_for_steps("dogleg_step", learner.dogleg_step, regions):
        inside_region(region, p)
        wanted = dogleg_step(region.g, region.B, region.delta)
        same_step(region, p, wanted, "the point where the dogleg leaves the region")


def without_newton(draw):
    """Yield regions whose B is not positive definite, in ways that simple tests overlook."""
    for height, length in UNITS[::2]:
        # The radius is several times the length of the Newton step, which would fit.
        g, B = indefinite(draw, 1, along=1, honest=False)
        delta = 3 * max(norm(g) / curvature(g, B), norm(np.linalg.solve(B, g)))
        said = "an indefinite B whose diagonal is positive"
        yield in_units(g, B, delta, said, height, length)
        g, B = indefinite(draw, 2, along=1)
        delta = 3 * max(norm(g) / curvature(g, B), norm(np.linalg.solve(B, g)))
        yield in_units(g, B, delta, "a B with two negative eigenvalues", height, length)
        g, B = indefinite(draw, 1, along=1)
        delta = along_slope(draw, g, B, inside=False)
        yield in_units(g, B, delta, "an indefinite B and a short radius", height, length)
        g, B = indefinite(draw, 1, along=-1)
        delta = draw.rng.uniform(1.5, 3.0) * norm(g)
        yield in_units(g, B, delta, "negative curvature along g", height, length)
    flat = np.diag([*draw.rng.uniform(1.0, 4.0, 2), 0.0])
    g = draw.rng.choice([-1.0, 1.0], 3) * draw.rng.uniform(0.5, 1.5, 3)
    delta = along_slope(draw, g, flat, inside=True)
    yield Region(g, flat, delta, "a singular B (its smallest eigenvalue is zero)")


@check(part="b", marks=0.5)
def falls_back(learner, draw):
    """Where B is not positive definite, the step is the Cauchy point (0 where g = 0)."""
    why = "Without a positive definite B the Newton point is no minimiser, and the path does not exist."
    regions = [*without_newton(draw), level(draw, indefinite(draw, 1, along=1)[1])]
    for region, p in ask_for_steps("dogleg_step", learner.dogleg_step, regions):
        wanted = cauchy_point(region.g, region.B, region.delta)
        same_step(region, p, wanted, "the Cauchy point", why)


@check(part="b", marks=0.25)
def leaves_its_arguments_alone_too(learner, draw):
    """The caller's g and B are as they were."""
    regions = [*bowls(draw), *without_newton(draw)]
    ask_for_steps("dogleg_step", learner.dogleg_step, regions)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One iteration: the function, where it starts, the dogleg step there and the ratio it gives."""

    problem: problems.Problem
    x: np.ndarray
    delta: float
    p: np.ndarray
    rho: float
    on_boundary: bool
    settings: dict

    @property
    def where(self) -> str:
        said = "".join(f", {name} = {value:g}" for name, value in self.settings.items())
        place = "ends on the boundary" if self.on_boundary else "ends inside the region"
        return (
            f"On {self.problem.name} with delta = {self.delta:.4g}{said}, where the step {place} and "
            f"rho = {self.rho:.4g}"
        )


KINDS = ("Newton point", "second leg", "first leg", "Cauchy point inside")
BARE = "Cauchy point on the boundary"
NEARLY = "Newton point almost on the boundary"  # inside by more than the hundredth that counts as on it


def bent(draw, rho: float, kind: str, units=(1.0, 1.0), **settings) -> Case:
    """Return a case whose dogleg step is of this kind and has exactly this ratio.

    f is its model plus a quartic term that is zero, with two derivatives, at x, and makes up the
    difference at the trial point.
    """
    height, length = units
    if kind in (KINDS[3], BARE):
        g, B = indefinite(draw, 1, along=1)
        delta = along_slope(draw, g, B, inside=kind != BARE)
    else:
        g, B, corner, newton = legs(draw)
        part = draw.rng.uniform(0.3, 0.7)
        delta = {
            "Newton point": newton * (1.2 + part),
            NEARLY: newton / (0.9 + 0.1 * part),
            "second leg": corner + part * (newton - corner),
            "first leg": corner * part,
        }[kind]
    return case_of(draw, in_units(g, B, delta, "", height, length), rho, units, settings)


def case_of(draw, region, rho, units, settings) -> Case:
    g, B = region.g, region.B
    step = trust_region.dogleg_step(g, B, region.delta)
    x = units[1] * draw.rng.uniform(-2.0, 2.0, g.size)
    base = units[0] * draw.rng.uniform(-3.0, 3.0)
    square = step.p @ step.p
    missing = (1 - rho) * step.predicted / square**2

    def f(y):
        d = y - x
        return float(base + region.model(d) + missing * (d @ d) ** 2)

    def grad(y):
        d = y - x
        return g + B @ d + 4 * missing * (d @ d) * d

    def hess(y):
        d = y - x
        return B + 4 * missing * ((d @ d) * np.eye(g.size) + 2 * np.outer(d, d))

    problem = problems.Problem(f"a quartic of {g.size} variables", g.size, f, grad, x, hess)
    return Case(problem, x, region.delta, step.p, rho, step.hits_boundary, settings)


def ask_for_iteration(learner, problem, x, delta, **settings):
    """Return the learner's reply, not yet looked at."""
    watched = Watched(problem, 60)  # two values, a gradient and a Hessian are enough
    return learner.trust_region_step(watched.f, watched.grad, watched.hess, x, delta, **settings)


def entries_of(reply, n: int, where: str):
    """Return (x, delta, accepted) of the right types."""
    x, delta, accepted = expect.entries(reply, 3, f"{where}, the result")
    x = expect.array(x, (n,), f"{where}, the new x")
    delta = expect.number(delta, f"{where}, the new radius")
    accepted = expect.boolean(accepted, f"{where}, the third entry (accepted)")
    expect.that(np.isfinite(delta) and delta > 0, f"{where}, the new radius is {delta}.")
    return x, delta, accepted


def iterate(learner, cases):
    """Yield (case, x, delta, accepted); the learner is asked about all cases before any is judged."""
    replies = [ask_for_iteration(learner, c.problem, c.x, c.delta, **c.settings) for c in cases]
    for case, reply in zip(cases, replies, strict=True):
        yield case, *entries_of(reply, case.x.size, case.where)


def moves_rightly(where, x, p, new_x, accepted, wanted: bool, why: str) -> None:
    """Expect the step to be accepted or not, and x to have moved if it was."""
    said = "accepted" if accepted else "rejected"
    expect.that(accepted == wanted, f"{where}, you report the step as {said}; {why}.")
    target = x + p if wanted else x
    # x + p is rounded in the units of x; p itself carries the error of the subproblem.
    slack = STEP_RTOL * norm(p) + 1e-14 * norm(x)
    if norm(new_x - target) <= slack:
        return
    moved = "x + p with the dogleg step p" if wanted else "x itself, since the step is rejected,"
    raise expect.Failed(f"{where}, the new x is {expect.show(new_x)}; {moved} is {expect.show(target)}.")


def radius_shrinks(where, found, delta, length, why) -> None:
    """Expect a quarter to a half of the radius, or of the step's length."""
    low, high = 0.25 * length * (1 - LENGTH_RTOL), 0.5 * delta * (1 + LENGTH_RTOL)
    expect.that(
        low <= found <= high,
        f"{where}, the new radius is {found:.5g}; a quarter to a half of {delta:.5g} is expected: {why}.",
    )


def radius_grows(where, found, delta, delta_max) -> None:
    """Expect twice to two and a half times the radius, at most delta_max."""
    low, high = (min(factor * delta, delta_max) for factor in (2.0, 2.5))
    limits = f"{low:.5g}" if low == high else f"{low:.5g} to {high:.5g}"
    expect.that(
        low * (1 - LENGTH_RTOL) <= found <= high * (1 + LENGTH_RTOL),
        f"{where}, the new radius is {found:.5g}; {limits} is expected: the model is good, and the boundary "
        f"(at most delta_max = {delta_max:g}) stopped the step.",
    )


def radius_stays(where, found, delta, why) -> None:
    same = abs(found - delta) <= LENGTH_RTOL * delta
    expect.that(same, f"{where}, the new radius is {found:.5g}; {delta:.5g}, as before, is expected: {why}.")


@check(part="c", marks=1)
def accepts_by_the_ratio(learner, draw):
    """The step is taken where the ratio exceeds eta; otherwise x stays."""
    cases = [
        bent(draw, rho, kind, units, **settings)
        for rho, kind, units, settings in [
            (0.15, "second leg", UNITS[0], {}),
            (0.05, "Newton point", UNITS[2], {}),
            (0.6, "Newton point", UNITS[1], {}),
            (1.0, "Cauchy point inside", UNITS[0], {}),
            (8.0, "second leg", UNITS[1], {}),
            (-0.4, "first leg", UNITS[2], {}),
            (-12.0, "second leg", UNITS[1], {}),
            (0.05, "second leg", UNITS[0], {"eta": 0.0}),
            (-0.1, "Newton point", UNITS[1], {"eta": 0.0}),
            (0.17, "Newton point", UNITS[2], {"eta": 0.2}),
            (0.23, "first leg", UNITS[1], {"eta": 0.2}),
        ]
    ]
    for case, x, _, accepted in iterate(learner, cases):
        eta = case.settings.get("eta", 0.1)
        wanted = case.rho > eta
        why = (
            f"a ratio {'above' if wanted else 'below'} eta = {eta:g} {'accepts' if wanted else 'rejects'} it"
        )
        moves_rightly(case.where, case.x, case.p, x, accepted, wanted, why)


@check(part="c", marks=0.75)
def shrinks_where_the_model_is_poor(learner, draw):
    """A ratio below 0.25 shrinks the radius to a quarter to a half, whether the step is taken or not."""
    ratios = [0.2, -0.5, 0.03, -20.0, 0.23, 0.14]
    kinds = [*KINDS, "second leg", "Newton point"]
    cases = [bent(draw, r, k, UNITS[i % 3]) for i, (r, k) in enumerate(zip(ratios, kinds, strict=True))]
    for case, _, delta, _ in iterate(learner, cases):
        radius_shrinks(case.where, delta, case.delta, norm(case.p), "the model was poor")


@check(part="c", marks=0.75)
def grows_only_at_the_boundary(learner, draw):
    """A ratio above 0.75 enlarges the radius if the boundary stopped the step; otherwise it stays."""
    good, fair = (0.78, 1.0, 1.4, 6.0), (0.28, 0.5, 0.72)
    wide = {"delta_max": 1e6}
    cases = [bent(draw, r, k, UNITS[i % 3], **wide) for i, r in enumerate(good) for k in KINDS[:2]]
    cases += [bent(draw, r, k, UNITS[i % 3], **wide) for i, r in enumerate(fair) for k in KINDS]
    cases += [bent(draw, 0.9, k, **wide) for k in (*KINDS[2:], BARE, NEARLY)]
    cases += list(near_the_most(draw))
    for case, _, delta, _ in iterate(learner, cases):
        if case.rho < 0.75:
            radius_stays(case.where, delta, case.delta, "a ratio between 0.25 and 0.75 changes nothing")
        elif case.on_boundary:
            radius_grows(case.where, delta, case.delta, case.settings.get("delta_max", 100.0))
        else:
            why = "the step ended inside, so a larger region would have changed nothing"
            radius_stays(case.where, delta, case.delta, why)


def near_the_most(draw):
    """Yield cases whose radius may grow to twice itself and not to three times, or not even to twice."""
    for settings, low, high in (
        ({}, 0.6, 0.95),
        ({"delta_max": 7.0}, 0.6, 0.95),
        ({"delta_max": 300.0}, 0.6, 0.95),
        ({}, 0.35, 0.38),
    ):
        delta = settings.get("delta_max", 100.0) * draw.rng.uniform(low, high)
        g, B, corner, newton = legs(draw)
        length = delta / (corner + 0.5 * (newton - corner))
        region = in_units(g, B, delta / length, "", 1.0, length)
        yield case_of(draw, region, 0.95, (1.0, length), settings)
    g, B, corner, _ = legs(draw)
    most = 0.5 * corner
    yield case_of(draw, Region(g, B, most, ""), 1.05, (1.0, 1.0), {"delta_max": most})


def walled(draw, beyond: float, length: float):
    """Return (problem, x, delta): the Newton step leads behind a wall where f is ``beyond``."""
    n = int(draw.rng.integers(1, 4))
    weight = length * draw.rng.uniform(0.5, 2.0, n)

    def f(x):
        return float(np.sum(x - weight * np.log(x / weight))) if np.all(x > 0) else beyond

    x = weight * draw.rng.uniform(2.5, 5.0, n)
    problem = problems.Problem(
        name=f"x - w log x, {beyond} where x <= 0",
        n=n,
        f=f,
        grad=lambda y: 1 - weight / y,
        hess=lambda y: np.diag(weight / y**2),
        start=x,
    )
    p = dogleg_step(problem.grad(x), problem.hess(x), np.inf)
    return problem, x, float(norm(p) * draw.rng.uniform(1.2, 2.0)), p


@check(part="c", marks=0.5)
def refuses_bad_values(learner, draw):
    """A trial whose value is NaN or infinite is rejected, and the radius shrinks."""
    instances = [walled(draw, v, length) for v in (np.nan, np.inf, -np.inf) for length in (1.0, 1e-2)]
    replies = [ask_for_iteration(learner, problem, x, delta) for problem, x, delta, _ in instances]
    for (problem, x, delta, p), reply in zip(instances, replies, strict=True):
        value = problem.f(x + p)
        where = f"On {problem.name}, where f is {value} at the trial point"
        new_x, radius, accepted = entries_of(reply, problem.n, where)
        moves_rightly(where, x, p, new_x, accepted, False, "a value that is not finite is never accepted")
        radius_shrinks(where, radius, delta, norm(p), "with the same radius the next step would be the same")


@check(part="c", marks=0.25)
def rests_at_a_zero_gradient(learner, draw):
    """Where the gradient is zero nothing changes and nothing is accepted."""
    for B in (definite(draw), indefinite(draw, 1, along=1)[1]):
        x = draw.rng.uniform(-2, 2, len(B))
        bowl = problems.quadratic(*np.linalg.eigh(B), centre=x)
        delta = float(draw.rng.uniform(0.5, 2.0))
        where = f"On a {bowl.name}, where the gradient is zero,"
        reply = ask_for_iteration(learner, bowl, x, delta)
        new_x, radius, accepted = entries_of(reply, bowl.n, where)
        moves_rightly(where, x, np.zeros(bowl.n), new_x, accepted, False, "there is nothing to accept")
        radius_stays(where, radius, delta, "no step was tried")


def in_other_units(problem, height: float, length: float) -> problems.Problem:
    """Return height f(x / length)."""
    return problems.Problem(
        name=f"{problem.name}, f and x in other units," if (height, length) != (1, 1) else problem.name,
        n=problem.n,
        f=lambda x: height * problem.f(x / length),
        grad=lambda x: height / length * problem.grad(x / length),
        hess=lambda x: height / length**2 * problem.hess(x / length),
        start=problem.start * length,
    )


@check(part="c", marks=0.5)
def steers_a_run(learner, draw):
    """It does the same iteration after iteration, in a curved valley and where the Hessian is indefinite."""
    for base, box in ((problems.rosenbrock(), 1.5), (problems.himmelblau(), 1.0)):
        height, length = 10 ** draw.rng.uniform(-2, 2, 2)
        problem = in_other_units(base, height, length)
        x = length * draw.rng.uniform(-box, box, 2)
        delta, most = length * draw.rng.uniform(0.5, 4.0), 1.7 * length
        delta = min(float(delta), float(most))
        for number in range(1, 11):
            reply = ask_for_iteration(learner, problem, x, delta, delta_max=float(most))
            where = f"On {problem.name} in iteration {number} (x = {expect.show(x)}, delta = {delta:.4g})"
            step = trust_region.dogleg_step(problem.grad(x), problem.hess(x), delta)
            if step.predicted <= LEVEL * (height + abs(problem.f(x))):
                break  # the contract leaves the rest open
            ratio = (problem.f(x) - problem.f(x + step.p)) / step.predicted
            found = entries_of(reply, 2, where)
            judge_iteration(f"{where} with rho = {ratio:.4g}", x, delta, most, step, ratio, found)
            x, delta = found[0].astype(float), found[1]


def judge_iteration(where, x, delta, most, step, ratio, found) -> None:
    """Expect one iteration to be right wherever its decisions are clear."""
    new_x, radius, accepted = found
    if any(abs(ratio - threshold) < CLEARANCE for threshold in (0.1, 0.25, 0.75)):
        return
    word = "accepts" if ratio > 0.1 else "rejects"
    moves_rightly(where, x, step.p, new_x, accepted, ratio > 0.1, f"this ratio {word} it")
    if ratio < 0.25:
        radius_shrinks(where, radius, delta, norm(step.p), "the model was poor")
    elif ratio > 0.75 and step.hits_boundary:
        radius_grows(where, radius, delta, most)
    elif ratio < 0.75 or norm(step.p) < 0.97 * delta:
        radius_stays(where, radius, delta, "nothing asks for another one")


@check(part="c", marks=0.25)
def leaves_the_point_alone(learner, draw):
    """The caller's x is as it was."""
    list(iterate(learner, [bent(draw, rho, "second leg") for rho in (0.9, 0.05)]))
    learner.leaves_arguments_alone()
