"""Exercise 3: the two loops of L-BFGS, the dense update they stand for, and the method.

    H+ = (I - rho s y') H (I - rho y s') + rho s s',    rho = 1 / s'y    (Nocedal & Wright 2006, 6.17 and 7.4)

(a) and (b) are compared with dense algebra.  In (c) the line search is the learner's choice, so no path is
compared: each step taken is held against the direction that the pairs before it define, and against
the strong Wolfe conditions.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Watched
from numopt import problems, quasi_newton

TITLE = "L-BFGS: the two-loop recursion"
PARTS = {"a": ["lbfgs_direction"], "b": ["bfgs_inverse_update"], "c": ["lbfgs"]}
DELEGATED = [
    "numopt.quasi_newton",
    "numopt.descent",
    "except scipy.optimize._linesearch",
    "except scipy.optimize._dcsrch",
    "scipy.optimize",
]

# Condition numbers are at most about 1e3, and an update magnifies rounding by about as much.
DENSE_RTOL = 1e-8
# A step is a multiple of its direction up to rounding in x, which is small beside the step while the
# gradient is not small; a wrong memory turns the direction by far more.
ANGLE = 1e-6
EARLY = 1e-3  # steps are looked at until the gradient norm has fallen to this part of the first


# The reference ------------------------------------------------------------------------------------


def lbfgs_direction(g, s_list, y_list):
    return quasi_newton.two_loop(g, s_list, y_list)


REFERENCE = {
    "lbfgs_direction": lbfgs_direction,
    "bfgs_inverse_update": quasi_newton.bfgs_inverse_update,
    "lbfgs": quasi_newton.lbfgs,
}


# The instances ------------------------------------------------------------------------------------


def pairs(draw, n, m, scale=1.0):
    """Return (g, s_list, y_list): m pairs of a positive definite matrix with eigenvalues around ``scale``."""
    q = draw.rotation(n)
    hess = q * (scale * np.exp(draw.rng.uniform(-2, 2, n))) @ q.T
    s_list = [draw.rng.standard_normal(n) * 10 ** draw.rng.uniform(-2, 1) for _ in range(m)]
    return draw.rng.standard_normal(n), s_list, [hess @ s for s in s_list]


def dense(g, s_list, y_list):
    """Return H g by dense updates from the multiple of I that the newest pair gives."""
    inverse = np.eye(g.size) * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for s, y in zip(s_list, y_list, strict=True):
        inverse = quasi_newton.bfgs_inverse_update(inverse, s, y)
    return inverse @ g


# (a) ----------------------------------------------------------------------------------------------


def direction(learner, g, s_list, y_list):
    return expect.array(learner.lbfgs_direction(g, s_list, y_list), g.shape, "The direction")


def same(found, wanted, where, rtol=DENSE_RTOL):
    gap = np.linalg.norm(found - wanted) / np.linalg.norm(wanted)
    expect.that(
        gap <= rtol,
        f"{where}, your H g = {expect.show(found)} differs from {expect.show(wanted)} "
        f"by {gap:.3g} of its length.",
    )


@check(part="a", marks=0.5)
def starts_from_the_identity(learner, draw):
    """Without pairs H is the identity: H g = g, with a positive sign."""
    for n in (1, 4):
        g = draw.rng.standard_normal(n)
        same(direction(learner, g, [], []), g, "Without any pair", rtol=1e-14)


@check(part="a", marks=0.5)
def agrees_for_one_pair(learner, draw):
    """With one pair it is the dense BFGS update of (s'y / y'y) I, applied to g."""
    for scale in (1e-4, 1.0, 1e4):
        for n in (2, 5):
            g, s_list, y_list = pairs(draw, n, 1, scale)
            where = f"For one pair in R^{n} with y about {scale:g} times s"
            same(direction(learner, g, s_list, y_list), dense(g, s_list, y_list), where)


@check(part="a", marks=1.5)
def agrees_for_many_pairs(learner, draw):
    """With several pairs, oldest first, it is the dense update pair by pair, applied to g."""
    for scale in (1e-4, 1.0, 1e4):
        for n, m in ((3, 2), (6, 4), (5, 8)):
            g, s_list, y_list = pairs(draw, n, m, scale)
            where = f"For {m} pairs in R^{n} with y about {scale:g} times s"
            same(direction(learner, g, s_list, y_list), dense(g, s_list, y_list), where)


@check(part="a", marks=1)
def leaves_out_bad_pairs(learner, draw):
    """A pair with s'y <= 1e-10 |s| |y| is left out wherever it stands, and H_0 comes from a usable one."""
    for place in (0, 2, 4):
        g, s_list, y_list = pairs(draw, 5, 4)
        for bad in (-draw.rng.uniform(0.5, 2) * s_list[0], np.zeros(5)):
            with_bad = list(s_list), list(y_list)
            with_bad[0].insert(place, s_list[0] * draw.rng.uniform(0.5, 2))
            with_bad[1].insert(place, bad)
            what = "negative curvature" if bad.any() else "y = 0"
            where = f"With a pair of {what} in place {place + 1} of 5"
            same(direction(learner, g, *with_bad), dense(g, s_list, y_list), where)
        g, s_list, y_list = pairs(draw, 5, 2)
        bent = [-y for y in y_list]
        same(direction(learner, g, s_list, bent), g, "With pairs of negative curvature only", 1e-14)
    g, s_list, y_list = pairs(draw, 4, 3)
    tiny = [1e-8 * s for s in s_list], [1e-8 * y for y in y_list]
    where = "With healthy pairs that are 1e-8 times as long"
    same(direction(learner, g, *tiny), dense(g, s_list, y_list), where)
    along, across = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    for ratio, used in ((0.7e-10, False), (1.4e-10, True)):
        g, s, y = draw.unit(2), along * draw.rng.uniform(1, 9), ratio * along + across
        wanted = dense(g, [s], [y]) if used else g
        # The curvature is known to about 1e-16 / 1e-10 of itself.
        same(direction(learner, g, [s], [y]), wanted, f"With s'y = {ratio:g} |s| |y|", rtol=1e-4)


@check(part="a", marks=0.5)
def leaves_arguments_alone(learner, draw):
    """The gradient and the lists of the caller are as they were."""
    g, s_list, y_list = pairs(draw, 4, 3)
    direction(learner, g, s_list, y_list)
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


def updates(draw):
    """Yield (H, s, y): H positive definite, not the identity, at three scales; s'y > 0."""
    for scale in (1e-3, 1.0, 1e3):
        for n in (1, 2, 5):
            q = draw.rotation(n)
            inverse = q * (np.exp(draw.rng.uniform(-2, 2, n)) / scale) @ q.T
            _, (s,), (y,) = pairs(draw, n, 1, scale)
            yield (inverse + inverse.T) / 2, s, y


def update(learner, inverse, s, y):
    return expect.array(learner.bfgs_inverse_update(inverse, s, y), inverse.shape, "The updated H")


@check(part="b", marks=1)
def obeys_the_secant_equation(learner, draw):
    """The new matrix satisfies H+ y = s, and it is symmetric."""
    for inverse, s, y in updates(draw):
        new = update(learner, inverse, s, y)
        left = np.linalg.norm(new @ y - s) / np.linalg.norm(s)
        expect.that(
            left <= 1e-8, f"In R^{s.size}, |H+ y - s| / |s| is {left:.3g}; it is zero up to rounding."
        )
        skew = np.abs(new - new.T).max() / np.abs(new).max()
        expect.that(
            skew <= 1e-8, f"H+ is not symmetric: it differs from its transpose by {skew:.3g} of its size."
        )


@check(part="b", marks=1.5)
def is_the_bfgs_update(learner, draw):
    """It is the BFGS update of the given H, also where H is not the identity."""
    for inverse, s, y in updates(draw):
        new, wanted = update(learner, inverse, s, y), quasi_newton.bfgs_inverse_update(inverse, s, y)
        gap = np.linalg.norm(new - wanted) / np.linalg.norm(wanted)
        expect.that(gap <= DENSE_RTOL, f"In R^{s.size}, your H+ differs from BFGS by {gap:.3g} of its size.")


@check(part="b", marks=0.5)
def leaves_h_s_y_alone(learner, draw):
    """The arrays H, s and y of the caller are as they were."""
    for inverse, s, y in updates(draw):
        update(learner, inverse, s, y)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------


def chain(draw, n):
    """Return a chained Rosenbrock function of n variables, less steep than the original, and a start."""
    steep = draw.rng.uniform(5.0, 15.0)

    def f(x):
        return float(np.sum(steep * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2))

    def grad(x):
        gap, g = x[1:] - x[:-1] ** 2, np.zeros(n)
        g[:-1] = -4 * steep * x[:-1] * gap - 2 * (1 - x[:-1])
        g[1:] += 2 * steep * gap
        return g

    start = draw.rng.uniform(-1.2, 0.5, n)
    return problems.Problem(f"chained Rosenbrock function of {n} variables", n, f, grad, start)


def run(learner, problem, x0, limit=1500, **settings):
    """Return the learner's x and norms, of the right shapes, and the oracles that were asked."""
    watched = Watched(problem, limit)
    pair = learner.lbfgs(watched.f, watched.grad, x0, **settings)
    x, norms = expect.entries(pair, 2, "The result")
    x = expect.array(x, (problem.n,), "The final x")
    if not isinstance(norms, np.ndarray) or norms.ndim != 1 or not norms.size:
        said = f"The norms are {expect.kind_of(norms)}; an array of shape (k + 1,) is expected."
        raise expect.Failed(said, "type")
    return x, expect.array(norms, norms.shape, "The norms"), watched


def iterates(problem, norms, watched):
    """Return the points that the norms belong to, found among those where the gradient was asked."""
    found, at = [], 0
    asked = [(point, np.linalg.norm(problem.grad(point))) for point in watched.grad.points]
    for norm in norms:
        place = next((k for k in range(at, len(asked)) if abs(asked[k][1] - norm) <= 1e-12 * norm), None)
        expect.that(
            place is not None, f"The recorded norm {norm:.6g} belongs to no point where you asked grad_f."
        )
        at = place
        found.append(asked[place][0])
    return found


@check(part="c", marks=0.5)
def records_the_norms(learner, draw):
    """It returns x and the gradient norms from the start to that x, and keeps to tol and max_iter."""
    problem = chain(draw, 4)
    for settings in ({"max_iter": 1}, {"max_iter": 3}):
        x, norms, _ = run(learner, problem, problem.start, **settings)
        steps = settings["max_iter"]
        expect.that(
            len(norms) == steps + 1,
            f"With max_iter = {steps} there are {len(norms)} norms; {steps + 1} are expected.",
        )
        ends = (float(np.linalg.norm(problem.grad(z))) for z in (problem.start, x))
        for norm, right, what in zip((norms[0], norms[-1]), ends, ("first", "last"), strict=True):
            expect.close(norm, right, f"The {what} norm", rtol=1e-9)
    bowl = problems.quadratic([2.0, 2.0])
    for start_norm, length in ((0.0, 1), (0.7e-6, 1), (1.5e-6, 2)):  # the default tol is 1e-6
        _, norms, _ = run(learner, bowl, draw.unit(2) * start_norm / 2)
        said = f"Started where the gradient norm is {start_norm:g}, with the default tol,"
        expect.that(len(norms) == length, f"{said} there are {len(norms)} norms; {length} are expected.")
    for tol in (None, 1e-2):
        settings = {} if tol is None else {"tol": tol}
        _, norms, _ = run(learner, problem, problem.start, **settings)
        expect.at_most(norms[-1], tol or 1e-6, f"With tol = {tol or 1e-6:g} the last norm", "tol")
        if len(norms) > 1:
            expect.at_most(tol or 1e-6, norms[:-1].min(), "tol", "the smallest norm before the last")


@check(part="c", marks=1)
def converges_soon(learner, draw):
    """It solves Rosenbrock's valley in a few dozen steps, whatever the unit of f."""
    valley = problems.rosenbrock()
    for scale in (1.0, 1e-3, 1e-8):
        scaled = problems.Problem(
            name=f"Rosenbrock function times {scale:g}",
            n=2,
            f=lambda x, scale=scale: scale * valley.f(x),
            grad=lambda x, scale=scale: scale * valley.grad(x),
            start=valley.start,
        )
        _, norms, _ = run(learner, scaled, scaled.start, limit=2500, tol=1e-6 * scale)
        # Searches that satisfy the strong Wolfe conditions need 30 to 60 steps from here.
        steps = len(norms) - 1
        reached = norms[-1] < 1e-6 * scale
        said = f"On the {scaled.name} from (-1.2, 1) the gradient norm is {norms[-1]:.3g} after {steps} steps"
        expect.that(
            reached and steps <= 120, f"{said}; L-BFGS with m = 5 falls below {1e-6 * scale:g} in 30 to 60."
        )


@check(part="c", marks=0.75)
def uses_the_last_m_pairs(learner, draw):
    """Each step is a multiple of -H g, where H comes from the last m pairs (s, y)."""
    # The first run is short: a wrong memory shows in its second step, before paths grow apart.
    for m, steps in ((None, 4), (None, 14), (1, 14), (3, 14)):
        problem = chain(draw, 7)
        settings = {} if m is None else {"m": m}
        _, norms, watched = run(learner, problem, problem.start, max_iter=steps, **settings)
        points = iterates(problem, norms, watched)
        for k, wanted in enumerate(directions(problem, points, m or 5)):
            step = points[k + 1] - points[k]
            cosine = -(step @ wanted) / (np.linalg.norm(step) * np.linalg.norm(wanted))
            angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
            expect.that(
                norms[k] < EARLY * norms[0] or cosine >= 1 - ANGLE,
                f"On a {problem.name} with m = {m or 5}, step {k + 1} makes an angle of {angle:.3g} degrees "
                f"with -H g of the last {m or 5} pairs.",
            )


def directions(problem, points, m):
    """Yield H g at each point but the last, from at most m pairs of what came before."""
    gradients = [problem.grad(x) for x in points]
    for k in range(len(points) - 1):
        low = max(0, k - m)
        s_list = [points[j + 1] - points[j] for j in range(low, k)]
        y_list = [gradients[j + 1] - gradients[j] for j in range(low, k)]
        yield quasi_newton.two_loop(gradients[k], s_list, y_list)


@check(part="c", marks=0.5)
def takes_strong_wolfe_steps(learner, draw):
    """Each step satisfies the strong Wolfe conditions with c1 = 1e-4 and c2 = 0.9."""
    for problem in (problems.rosenbrock(), chain(draw, 5)):
        _, norms, watched = run(learner, problem, problem.start, max_iter=25)
        points = iterates(problem, norms, watched)
        for k in range(len(points) - 1):
            here, step = points[k], points[k + 1] - points[k]
            slope, new = problem.grad(here) @ step, problem.grad(points[k + 1]) @ step
            slack = 1e-10 * abs(problem.f(here))  # more than rounding can do while the gradient is not small
            if norms[k] < EARLY * norms[0]:
                break
            change = problem.f(points[k + 1]) - problem.f(here)
            said = f"On a {problem.name}, step {k + 1} changes f by {change:.4g}"
            expect.that(change <= 1e-4 * slope + slack, f"{said}; Armijo allows {1e-4 * slope:.4g}.")
            turned = (
                f"On a {problem.name}, step {k + 1} takes the slope along it from {slope:.4g} to {new:.4g}"
            )
            expect.that(abs(new) <= 0.9 * abs(slope) + slack, f"{turned}; its size must fall to 0.9 of that.")


@check(part="c", marks=0.25)
def leaves_the_start_alone(learner, draw):
    """The caller's x0 is as it was."""
    problem = chain(draw, 4)
    run(learner, problem, problem.start, max_iter=5)
    learner.leaves_arguments_alone()
