"""Exercise 9: clipping by norm, descent with clipped updates, and what makes the limit a trust region.

    p = clip(-lr g, radius),  rho = (f(x) - f(x + p)) / (m(0) - m(p)),  m(p) = f + g.p + |p|^2 / (2 lr)

(Nocedal & Wright 2006, algorithm 4.1; Pascanu, Mikolov & Bengio 2013).  Instances are drawn so that no
ratio lies near 0.1, 0.25 or 0.75 and no step is almost as long as the radius, wherever that decides
something: nothing that is compared depends on the order of the learner's arithmetic.
"""

from dataclasses import dataclass

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Watched
from numopt import clipping, problems

TITLE = "Gradient clipping and what makes a trust region"
PARTS = {"a": ["clip_by_norm"], "b": ["clipped_descent"], "c": ["trust_region_descent"]}
DELEGATED = ["numopt.clipping", "numopt.trust_region", "numopt.descent", "scipy.optimize", "torch"]

UNITS = ((1e-3, 3.0), (1.0, 1.0), (1e3, 1e2))  # height of f and length of x: a right answer notices neither
# A clipped vector is one product and one quotient away from u; some guard their quotient with 1e-12.
LENGTH_RTOL = 1e-8
# A guard of 1e-6 against division by zero is a mistake of (a), seen there, and not once more elsewhere:
# at lengths near 1 and above it stays below this part of the way.
PATH_RTOL = 1e-4
# Ratios nearer to a threshold than this are not compared; nor are steps this near to the radius.
CLEARANCE = 5e-3
NEAR = 0.03
# Promised decreases below this part of |f| have a ratio made of rounding.
LEVEL = 1e-8

REFERENCE = {
    "clip_by_norm": clipping.clip_by_norm,
    "clipped_descent": clipping.clipped_descent,
    "trust_region_descent": clipping.trust_region_descent,
}


def norm(v) -> float:
    return float(np.linalg.norm(v))


# (a) ----------------------------------------------------------------------------------------------


def vectors(draw, scales, low: float, high: float):
    """Yield (u, max_norm) with |u| between ``low`` and ``high`` times max_norm, in several dimensions."""
    for scale in scales:
        for n in (1, 3, int(draw.rng.integers(5, 9))):
            max_norm = scale * draw.rng.uniform(0.5, 3.0)
            yield max_norm * draw.rng.uniform(low, high) * draw.unit(n), float(max_norm)


def spread(draw, scale, times: float):
    """Return (u, max_norm) with |u| = ``times`` max_norm and entries of about equal size."""
    n = int(draw.rng.integers(4, 8))
    u = draw.rng.choice([-1.0, 1.0], n) * draw.rng.uniform(0.8, 1.2, n)
    max_norm = scale * draw.rng.uniform(0.5, 3.0)
    return u / norm(u) * times * max_norm, float(max_norm)


def clipped(learner, u, max_norm) -> tuple[np.ndarray, str]:
    """Return what the learner makes of u, and the case in words."""
    where = f"For u = {expect.show(u)} with |u| = {norm(u):.5g} and max_norm = {max_norm:.5g}, your vector"
    v = expect.array(learner.clip_by_norm(u, max_norm), u.shape, where)
    expect.that(np.all(np.isfinite(v)), f"{where} is {expect.show(v)}, which is not finite.")
    return v.astype(float), where


def shortened(learner, u, max_norm, rtol) -> None:
    """Expect u shortened to the length max_norm."""
    v, where = clipped(learner, u, max_norm)
    wanted = u * (max_norm / norm(u))
    # The direction first: a vector that points elsewhere is the graver mistake.
    along = float(v @ u) / norm(u)
    expect.that(
        norm(v - along * u / norm(u)) <= rtol * norm(v) and along >= 0,
        f"{where} is {expect.show(v)} and points elsewhere than u; {expect.show(wanted)} is expected.",
    )
    if abs(norm(v) - max_norm) > rtol * max_norm:
        raise expect.Failed(f"{where} has the length {norm(v):.9g}; max_norm is expected.")


@check(part="a", marks=1.25)
def shortens_what_is_too_long(learner, draw):
    """A vector longer than max_norm keeps its direction and gets the length max_norm."""
    for u, max_norm in vectors(draw, (1.0, 1e3), 1.2, 6.0):
        shortened(learner, u, max_norm, 1e-5)
    for scale in (1.0, 30.0):  # no entry is larger than max_norm, the vector is
        shortened(learner, *spread(draw, scale, draw.rng.uniform(1.05, 1.3)), 1e-5)


@check(part="a", marks=0.5)
def meets_the_limit(learner, draw):
    """The length is max_norm to rounding, also where all lengths are small."""
    for u, max_norm in vectors(draw, (1e-3, 1e3), 1.2, 6.0):
        shortened(learner, u, max_norm, LENGTH_RTOL)


@check(part="a", marks=0.5)
def leaves_short_vectors(learner, draw):
    """A vector that is no longer than max_norm comes back as it is, the zero vector too."""
    cases = list(vectors(draw, (1e-3, 1.0, 1e3), 0.2, 0.9))
    cases += [spread(draw, scale, draw.rng.uniform(0.8, 0.95)) for scale in (0.1, 10.0)]
    cases += [(np.zeros(n), 1.5) for n in (1, 3)]
    for u, max_norm in cases:
        v, where = clipped(learner, u, max_norm)
        # Unchanged up to the rounding of a product and a quotient.
        if norm(v - u) > 1e-12 * norm(u):
            raise expect.Failed(f"{where} is {expect.show(v)}; u itself is expected: it is short enough.")


@check(part="a", marks=0.5)
def refuses_bad_limits(learner, draw):
    """A max_norm that is not positive raises ValueError."""
    u = draw.rng.uniform(0.5, 3.0) * draw.unit(3)
    for vector, max_norm in ((u, -float(draw.rng.uniform(0.5, 9.0))), (u, 0.0), (np.zeros(2), 0.0)):
        because = f"max_norm = {max_norm:g} is not positive"
        learner.raises(ValueError, because, "clip_by_norm", vector, max_norm)


@check(part="a", marks=0.25)
def leaves_u_alone(learner, draw):
    """The caller's u is as it was."""
    for u, max_norm in [*vectors(draw, (1.0,), 1.2, 6.0), *vectors(draw, (1.0,), 0.2, 0.9)]:
        learner.clip_by_norm(u, max_norm)
    learner.leaves_arguments_alone()


# The functions to descend on ----------------------------------------------------------------------


def hollow(draw, height=1.0, length=1.0, quartic=0.0, condition=None):
    """Return height (t'At / 2 + q |t|^4 / 4 + offset) with t = (x - c) / length.

    The eigenvalues of A lie between 1 and ``condition``; the start lies 3 to 5 lengths from c.
    """
    n = int(draw.rng.integers(2, 5))
    base = problems.quadratic(
        draw.spectrum(n, condition or draw.rng.uniform(4.0, 10.0)), rotation=draw.rotation(n)
    )
    centre, offset = length * draw.rng.uniform(-2, 2, n), draw.rng.uniform(-1, 1)

    def f(x):
        t = (x - centre) / length
        return height * (base.f(t) + quartic * float(t @ t) ** 2 / 4 + offset)

    def grad(x):
        t = (x - centre) / length
        return height / length * (base.grad(t) + quartic * (t @ t) * t)

    bowl = "a quartic bowl" if quartic else "a quadratic"
    return problems.Problem(
        name=f"{bowl} in {n} dimensions",
        n=n,
        f=f,
        grad=grad,
        start=centre + length * draw.rng.uniform(3.0, 5.0) * draw.unit(n),
        hess=lambda x: height / length**2 * base.hess(x),  # its quadratic part
        minimiser=centre,
        minimum=height * offset,
    )


def largest_curvature(problem) -> float:
    """Return the largest eigenvalue of the quadratic part."""
    return float(np.linalg.eigvalsh(problem.hess(problem.minimiser))[-1])


# (b) ----------------------------------------------------------------------------------------------


def descend(learner, problem, x0, lr, max_update, T=None) -> np.ndarray:
    """Return the learner's path, an array of shape (T + 1, n)."""
    settings = {} if T is None else {"T": T}
    T = 100 if T is None else T
    watched = Watched(problem, 3 * T + 50)
    path = learner.clipped_descent(watched.grad, x0, lr, max_update, **settings)
    path = expect.array(path, (T + 1, problem.n), f"The path of T = {T} steps on {problem.name}")
    return path.astype(float)


def same_path(path, wanted, where, rtol=PATH_RTOL) -> None:
    """Expect the path ``wanted``, to a part of the way it goes."""
    room = rtol * max(norm(x - wanted[0]) for x in wanted)
    for k, (x, right) in enumerate(zip(path, wanted, strict=True)):
        if not norm(x - right) <= room:
            raise expect.Failed(
                f"{where}, row {k} of your path is {expect.show(x)}; {expect.show(right)} is expected."
            )


@check(part="b", marks=1.5)
def clips_the_update(learner, draw):
    """Each step is -lr g, clipped to the length max_update: far from the minimiser clipped, near it not."""
    for height, length in UNITS:
        while True:
            problem = hollow(draw, height, length, quartic=draw.rng.uniform(0.1, 0.4))
            lr = draw.rng.uniform(0.4, 0.8) / largest_curvature(problem)
            max_update = length * draw.rng.uniform(0.5, 1.0)
            wanted = clipping.clipped_descent(problem.grad, problem.start, lr, max_update, 12)
            lengths = [lr * norm(problem.grad(x)) / max_update for x in wanted[:-1]]
            if 2 <= sum(s > 1 for s in lengths) <= 9:
                break
        path = descend(learner, problem, problem.start, lr, max_update, 12)
        where = f"On {problem.name} with lr = {lr:.4g} and max_update = {max_update:.4g}"
        same_path(path, wanted, where)


@check(part="b", marks=0.5)
def jumps_for_ever(learner, draw):
    """Where lr exceeds 2/L it neither diverges nor converges: after T = 100 steps, the default, it still
    jumps."""
    for height, length in UNITS[1:]:
        while True:
            problem = hollow(draw, height, length)
            lr = draw.rng.uniform(3.0, 6.0) / largest_curvature(problem)
            max_update = length * draw.rng.uniform(0.2, 0.6)
            wanted = clipping.clipped_descent(problem.grad, problem.start, lr, max_update)
            if norm(wanted[-1] - wanted[-2]) > 0.99 * max_update:
                break
        path = descend(learner, problem, problem.start, lr, max_update)
        where = f"On {problem.name} with lr = {lr:.4g} above 2/L and max_update = {max_update:.4g}"
        same_path(path, wanted, where, rtol=1e-3)


@check(part="b", marks=0.75)
def keeps_the_path(learner, draw):
    """It returns T + 1 points, from x0 on; where the gradient is zero, x stays and its row repeats."""
    for T in (1, 5):
        problem = hollow(draw)
        path = descend(learner, problem, problem.start, 0.1, 0.7, T)
        expect.close(path[0], problem.start, "The first row of the path (x0)", rtol=1e-12)
    centre = problem.minimiser
    path = descend(learner, problem, centre, 0.1, 0.7, 4)
    same = np.tile(centre, (5, 1))
    expect.close(path, same, "The path from the minimiser (every row is x0)", rtol=1e-12)


@check(part="b", marks=0.25)
def leaves_x0_alone(learner, draw):
    """The caller's x0 is as it was."""
    problem = hollow(draw)
    learner.clipped_descent(Watched(problem, 100).grad, problem.start, 0.1, 0.7, 5)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """One step of the reference: its ratio, |-lr g| over the radius, and whether all is decided clearly."""

    rho: float
    stretch: float
    clear: bool


def look(problem, x, lr, radius) -> Look:
    """Return how the step from x would be decided, and whether with room to spare."""
    g = problem.grad(x)
    p = clipping.clip_by_norm(-lr * g, radius)
    promised = -float(g @ p + p @ p / (2 * lr))
    value, found = problem.f(x), problem.f(x + p)
    stretch = lr * norm(g) / radius
    rho = (value - found) / promised
    clear = promised > LEVEL * (abs(value) + abs(found))
    clear &= min(abs(rho - threshold) for threshold in (0.1, 0.25, 0.75)) > CLEARANCE
    clear &= rho < 0.75 or abs(stretch - 1) > NEAR
    return Look(rho, stretch, bool(clear))


def looks(problem, lr, path, radii) -> list[Look]:
    return [look(problem, x, lr, r) for x, r in zip(path[:-1], radii[:-1], strict=True)]


def ask(learner, problem, x0, lr, radius0, T=None) -> tuple[np.ndarray, np.ndarray]:
    """Return the learner's path and radii, of the right shapes."""
    settings = {} if T is None else {"T": T}
    T = 100 if T is None else T
    watched = Watched(problem, 4 * T + 50)
    pair = learner.trust_region_descent(watched.f, watched.grad, x0, lr, radius0, **settings)
    path, radii = expect.entries(pair, 2, "The result (path and radii)")
    path = expect.array(path, (T + 1, problem.n), f"The path of T = {T} steps")
    radii = expect.array(radii, (T + 1,), f"The radii of T = {T} steps")
    return path.astype(float), radii.astype(float)


@dataclass(frozen=True)
class Case:
    """One step whose ratio is known beforehand."""

    problem: problems.Problem
    lr: float
    radius: float
    p: np.ndarray
    rho: float
    is_clipped: bool

    @property
    def where(self) -> str:
        word = "was clipped" if self.is_clipped else "was not clipped"
        return (
            f"On {self.problem.name} with lr = {self.lr:.4g} and radius0 = {self.radius:.4g}, where the "
            f"step {word} and rho = {self.rho:.4g}"
        )


REJECTED = ((-1.0, -0.3), (0.02, 0.06))  # ratios: f rises; f falls, but hardly
POOR = (0.14, 0.2)
FAIR = ((0.3, 0.45), (0.55, 0.7))
GOOD = ((0.8, 0.95), (1.2, 2.0))


def one_step(draw, between, is_clipped: bool, height: float, length: float) -> Case:
    """Return a step with a ratio ``between`` two numbers: f bends along the step as the ratio needs."""
    n = int(draw.rng.integers(2, 5))
    start, offset = length * draw.rng.uniform(-2, 2, n), height * draw.rng.uniform(-1, 1)
    g = height / length * draw.rng.uniform(0.5, 3.0) * draw.unit(n)
    lr = length * draw.rng.uniform(1.0, 2.0) / norm(g)
    radius = lr * norm(g) / (draw.rng.uniform(1.3, 3.0) if is_clipped else draw.rng.uniform(0.3, 0.8))
    p = clipping.clip_by_norm(-lr * g, radius)
    rho = draw.rng.uniform(*between)
    promised = -(g @ p + p @ p / (2 * lr))
    bend = 2 * (-(g @ p) - rho * promised) / (p @ p)

    def f(x):
        d = x - start
        return float(offset + g @ d + bend * (d @ d) / 2)

    problem = problems.Problem(
        name=f"a quadratic in {n} dimensions", n=n, f=f, grad=lambda x: g + bend * (x - start), start=start
    )
    return Case(problem, float(lr), float(radius), p, float(rho), is_clipped)


def single_steps(learner, draw):
    """Yield (case, the learner's new x, the learner's new radius) over all kinds of ratios.

    All are asked for before any is judged.
    """
    cases = [
        one_step(draw, between, is_clipped, *UNITS[(k + is_clipped) % len(UNITS)])
        for k, between in enumerate((*REJECTED, POOR, *FAIR, *GOOD))
        for is_clipped in (True, False)
    ]
    replies = [ask(learner, c.problem, c.problem.start, c.lr, c.radius, 1) for c in cases]
    for case, (path, radii) in zip(cases, replies, strict=True):
        yield case, path[1], radii[1]


@check(part="c", marks=0.75)
def moves_where_it_pays(learner, draw):
    """The step is taken where rho > 0.1, and otherwise x stays."""
    for case, x, _ in single_steps(learner, draw):
        start, taken = case.problem.start, case.rho > 0.1
        wanted = start + case.p if taken else start
        if not norm(x - wanted) <= PATH_RTOL * norm(case.p):
            should = "is taken and leads to" if taken else "is rejected and x stays at"
            raise expect.Failed(
                f"{case.where}, the step {should} {expect.show(wanted)}; you are at {expect.show(x)}."
            )


@check(part="c", marks=0.75)
def adapts_the_radius(learner, draw):
    """The radius halves where rho < 0.25, doubles where rho > 0.75 and the step was clipped, and otherwise
    stays."""
    for case, _, radius in single_steps(learner, draw):
        factor = 0.5 if case.rho < 0.25 else 2.0 if case.rho > 0.75 and case.is_clipped else 1.0
        should = {0.5: "halves", 1.0: "stays", 2.0: "doubles"}[factor]
        if not abs(radius - factor * case.radius) <= LENGTH_RTOL * case.radius:
            raise expect.Failed(
                f"{case.where}, the radius {should}: {factor * case.radius:.5g}; yours became {radius:.5g}."
            )


STEPS = 14


@check(part="c", marks=0.75)
def follows_the_path(learner, draw):
    """Step after step: a rejected trial is a step too, x stays, and the next trial has half the radius."""
    walks = [eventful(draw, *units, recovering=k == 1) for k, units in enumerate(UNITS)]
    replies = [ask(learner, w.problem, w.problem.start, w.lr, w.radii[0], STEPS) for w in walks]
    for walk, (path, radii) in zip(walks, replies, strict=True):
        where = f"On {walk.problem.name} with lr = {walk.lr:.4g} and radius0 = {walk.radii[0]:.4g}"
        room = PATH_RTOL * max(norm(x - walk.path[0]) for x in walk.path)
        for k in range(STEPS + 1):
            before = f" (rho = {walk.looks[k - 1].rho:.4g} in the step before)" if k else ""
            found, right = expect.show(path[k]), expect.show(walk.path[k])
            said = f"{where}, row {k} of your path{before} is {found}; {right} is expected."
            expect.that(norm(path[k] - walk.path[k]) <= room, said)
            expect.close(radii[k], walk.radii[k], f"{where}, radius {k}{before}", rtol=LENGTH_RTOL)


@dataclass(frozen=True)
class Walk:
    """A run of the reference; ``looks`` tells how each of its steps was decided."""

    problem: problems.Problem
    lr: float
    path: np.ndarray
    radii: np.ndarray
    looks: list[Look]


def eventful(draw, height, length, recovering: bool) -> Walk:
    """Return a clear walk on which the radius grows and trials are rejected.

    Where ``recovering``, the first radius is too long: it halves, and later doubles, but never above
    where it began.  Otherwise it is short, and all kinds of ratios occur.
    """
    long, fast = ((5.0, 9.0), (4.0, 8.0)) if recovering else ((0.2, 0.6), (1.5, 4.0))
    while True:
        problem = hollow(draw, height, length, quartic=draw.rng.uniform(0.02, 0.2))
        lr = float(draw.rng.uniform(*fast) / largest_curvature(problem))
        radius0 = float(length * draw.rng.uniform(*long))
        setting = (problem.f, problem.grad, problem.start, lr, radius0, STEPS)
        path, radii = clipping.trust_region_descent(*setting)
        seen = looks(problem, lr, path, radii)
        rejected, grown = seen[0].rho < 0.1, any(s.rho > 0.75 and s.stretch > 1 for s in seen)
        varied = (
            any(s.rho < 0.1 for s in seen[:-3])
            and any(0.25 < s.rho < 0.75 for s in seen)
            and any(s.rho > 0.1 and s.stretch < 1 for s in seen)
        )
        wanted = rejected and max(radii) <= radius0 if recovering else varied
        if wanted and grown and all(s.clear for s in seen):
            return Walk(problem, lr, path, radii, seen)


def walled(draw, beyond: float, height: float, length: float):
    """Return (problem, lr, radius0, T): finite up to a wall, ``beyond`` behind it; there lie T trials."""
    n = int(draw.rng.integers(1, 4))
    weight = draw.rng.uniform(0.5, 2.0, n)

    def f(x):
        t = x / length
        return height * float(np.sum(t - weight * np.log(t))) if np.all(t > 0) else beyond

    start = length * weight * draw.rng.uniform(2.0, 5.0, n)
    problem = problems.Problem(
        name=f"x - w log x, {beyond} where x <= 0",
        n=n,
        f=f,
        grad=lambda x: height / length * (1 - weight * length / x),
        start=start,
    )
    # Along -g every coordinate shrinks: a step longer than |x| ends behind the wall.
    T = int(draw.rng.integers(2, 5))
    radius0 = norm(start) * draw.rng.uniform(1.1, 2.0) * 2 ** (T - 1)
    lr = radius0 * draw.rng.uniform(0.6, 3.0) / norm(problem.grad(start))
    return problem, float(lr), float(radius0), T


@check(part="c", marks=0.5)
def refuses_bad_trials(learner, draw):
    """A trial whose value is NaN or infinite, minus infinity too, is rejected and halves the radius."""
    for (height, length), beyond in zip(UNITS, (np.inf, np.nan, -np.inf), strict=True):
        problem, lr, radius0, T = walled(draw, beyond, height, length)
        path, radii = ask(learner, problem, problem.start, lr, radius0, T)
        where = f"On {problem.name} with lr = {lr:.4g} and radius0 = {radius0:.4g}"
        for k in range(T + 1):
            moved = norm(path[k] - problem.start) > 1e-12 * norm(problem.start)
            said = f"{where}, row {k} of your path is {expect.show(path[k])}"
            expect.that(not moved, f"{said}; all trials are {beyond}, so that x stays.")
            halved = f"{where}, radius {k} (all trials are {beyond})"
            expect.close(radii[k], radius0 / 2**k, halved, rtol=LENGTH_RTOL)


@check(part="c", marks=0.75)
def converges(learner, draw):
    """f never increases, and it converges (T = 100 by default) although lr exceeds 2/L, where (b) jumps
    for ever."""
    for (height, length), T in ((UNITS[1], None), (UNITS[2], 60)):
        problem = hollow(draw, height, length, condition=draw.rng.uniform(2.0, 5.0))
        lr = float(draw.rng.uniform(3.0, 6.0) / largest_curvature(problem))
        radius0 = float(length * draw.rng.uniform(0.3, 0.8))
        path, _ = ask(learner, problem, problem.start, lr, radius0, T)
        expect.that(np.all(np.isfinite(path)), "Your path contains numbers that are not finite.")
        values = [problem.f(x) for x in path]
        where = f"On {problem.name} with lr = {lr:.4g} above 2/L and radius0 = {radius0:.4g}"
        # x + p may be formed twice, in two ways: f of it agrees to rounding.
        slack = 1e-12 * (abs(values[0]) + height)
        rise = max(np.diff(values))
        expect.at_most(rise, slack, f"{where}, the largest rise of f from row to row", "the most allowed")
        gap, first = values[-1] - problem.minimum, values[0] - problem.minimum
        said = f"{where}, the gap between f after {len(path) - 1} steps and its minimum"
        # The reference comes below 1e-15 of the first gap.
        expect.at_most(gap, 1e-6 * first, said, "a millionth of the gap at the start")


@check(part="c", marks=0.5)
def keeps_path_and_radii(learner, draw):
    """It returns T + 1 points and T + 1 radii from x0 and radius0 on; x0 itself stays as it was, and at a
    zero gradient point and radius repeat."""
    for T in (1, 5):
        problem = hollow(draw)
        radius0 = float(draw.rng.uniform(0.5, 1.5))
        path, radii = ask(learner, problem, problem.start, 0.1, radius0, T)
        expect.close(path[0], problem.start, "The first row of the path (x0)", rtol=1e-12)
        expect.close(radii[0], radius0, "The first radius (radius0)", rtol=1e-12)
    path, radii = ask(learner, problem, problem.minimiser, 0.1, radius0, 4)
    same = np.tile(problem.minimiser, (5, 1))
    expect.close(path, same, "The path from the minimiser (every row is x0)", rtol=1e-12)
    expect.close(radii, np.full(5, radius0), "The radii at the minimiser (all radius0)", rtol=1e-12)
    learner.leaves_arguments_alone()
