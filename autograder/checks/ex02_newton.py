"""Exercise 2: Newton directions, damped Newton, and the Wolfe conditions.

    H p = -g,    x <- x + alpha p    (Nocedal & Wright 2006, sections 3.1, 3.3 and 3.4)

Where H is positive definite the direction is determined, and so is the whole path; elsewhere any
descent direction is right, and only what every one of them achieves is asked for.
"""

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Watched
from numopt import newton, problems, wolfe
from numopt.line_search import BacktrackingLineSearch, along, backtracking

TITLE = "Newton's method and the Wolfe conditions"
PARTS = {"a": ["newton_step"], "b": ["newton_minimize"], "c": ["wolfe_conditions"]}
DELEGATED = ["numopt.newton", "numopt.wolfe", "numopt.descent", "scipy.optimize"]

SCALES = (1e-4, 1.0, 1e4)  # of the Hessian
# The condition number is at most 1e3: even an explicit inverse is right to about 1e-13 then.
SOLVE_RTOL = 1e-8
# Norms along a path gather rounding, more with each step; the draws keep every decision clear of it.
PATH_RTOL = 1e-5
CLEARANCE = 1e-6


# The reference ------------------------------------------------------------------------------------


def newton_step(grad, hess):
    return newton.newton_direction(grad, hess)


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x = x0.copy()
    norms = [np.linalg.norm(grad_f(x))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)


REFERENCE = {
    "newton_step": newton_step,
    "newton_minimize": newton_minimize,
    "wolfe_conditions": wolfe.wolfe_conditions,
}


# (a) ----------------------------------------------------------------------------------------------


def matrix(draw, eigenvalues):
    """Return a symmetric matrix of these eigenvalues in a random basis, shape (n, n)."""
    q = draw.rotation(len(eigenvalues))
    made = q * eigenvalues @ q.T
    return (made + made.T) / 2


def direction(learner, g, hess):
    return expect.array(learner.newton_step(g, hess), g.shape, "The direction")


@check(part="a", marks=1.5)
def solves_the_newton_equation(learner, draw):
    """Where the Hessian is positive definite, the direction p solves H p = -g."""
    for scale in SCALES:
        for n in (1, 2, int(draw.rng.integers(3, 7))):
            spread = draw.spectrum(n, 10 ** draw.rng.uniform(1, 3))[-n:]
            hess = matrix(draw, scale * draw.rng.uniform(1, 3) * spread)
            g = draw.rng.standard_normal(n) * 10 ** draw.rng.uniform(-2, 2)
            p = direction(learner, g, hess)
            wanted = newton_step(g, hess)
            gap = np.linalg.norm(p - wanted) / np.linalg.norm(wanted)
            left = np.linalg.norm(hess @ p + g) / np.linalg.norm(g)
            low, high = np.linalg.eigvalsh(hess)[[0, -1]]
            where = f"For a Hessian with eigenvalues from {low:.3g} to {high:.3g}"
            said = (
                f"{where}, |H p + g| / |g| is {left:.3g}; it is zero up to rounding where p solves H p = -g."
            )
            expect.that(gap <= SOLVE_RTOL, said)


@check(part="a", marks=1.5)
def goes_downhill_everywhere(learner, draw):
    """Where the Hessian is not positive definite, the direction still leads downhill: g.p < 0."""
    for scale in SCALES:
        for signs in ((-1, 1, 1), (-1, -1, 1), (-1, -1, -1)):
            hess = matrix(draw, scale * np.array(signs) * draw.rng.uniform(1, 20, 3))
            while True:  # a gradient for which -H^-1 g leads uphill
                g = draw.rng.standard_normal(3)
                if g @ np.linalg.solve(hess, g) < -0.05 / scale:
                    break
            leads_downhill(learner, g, hess, "indefinite" if max(signs) > 0 else "negative definite")
    two_signs = matrix(draw, np.array([-3.0, -1.0, 2.0, 5.0]))  # its determinant is positive
    g = np.linalg.eigh(two_signs)[1][:, 0] + 0.1 * draw.unit(4)
    leads_downhill(learner, g, two_signs, "indefinite")
    leads_downhill(learner, np.array([1.0, -2.0]), np.diag([1.0, 0.0]), "singular")
    leads_downhill(learner, np.array([1.0, -2.0]), np.zeros((2, 2)), "zero")
    hollow = np.array([[1.0, 3.0], [3.0, 1.0]])  # a positive diagonal, and indefinite
    leads_downhill(learner, np.array([1.0, -1.1]) * draw.rng.uniform(1, 2), hollow, "indefinite")


def leads_downhill(learner, g, hess, kind):
    p = direction(learner, g, hess)
    slope = float(g @ p)
    expect.that(
        np.all(np.isfinite(p)) and slope < 0,
        f"With a Hessian that is {kind} and g = {expect.show(g)}, the slope g.p of your direction is "
        f"{slope:.4g}; a descent direction has a negative one.",
    )


@check(part="a", marks=0.5)
def rests_at_a_zero_gradient(learner, draw):
    """A zero gradient gives the zero vector, whatever the Hessian."""
    for signs in ((1, 1, 1), (-1, 1, 1)):
        p = direction(learner, np.zeros(3), matrix(draw, np.array(signs) * draw.rng.uniform(1, 5, 3)))
        expect.that(not p.any(), f"For g = 0 the direction is {expect.show(p)}; the zero vector is expected.")


@check(part="a", marks=0.5)
def leaves_arguments_alone(learner, draw):
    """The arrays grad and hess of the caller are as they were."""
    for signs in ((1, 1, 1), (-1, 1, 1)):
        direction(learner, draw.unit(3), matrix(draw, np.array(signs) * draw.rng.uniform(1, 5, 3)))
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


def valley(draw, scale=1.0):
    """Return a convex function on which full Newton steps overshoot: the Hessian is positive definite.

    f(x) = scale * sum of w_i (log cosh t_i + t_i^2 / 50),  t = R (x - c)
    """
    n = int(draw.rng.integers(2, 4))
    rotation, centre = draw.rotation(n), draw.rng.uniform(-1, 1, n)
    weight = scale * draw.rng.uniform(0.5, 3.0, n)

    def f(x):
        t = rotation @ (x - centre)
        return float(weight @ (np.logaddexp(t, -t) - np.log(2) + t * t / 50))

    def grad(x):
        t = rotation @ (x - centre)
        return rotation.T @ (weight * (np.tanh(t) + t / 25))

    def hess(x):
        t = rotation @ (x - centre)
        return rotation.T * (weight * (1 / np.cosh(t) ** 2 + 1 / 25)) @ rotation

    start = centre + rotation.T @ (draw.rng.choice([-1, 1], n) * draw.rng.uniform(1.5, 3.5, n))
    name = f"convex function of {n} variables with a flat rim"
    return problems.Problem(name, n, f, grad, start, hess, minimiser=centre, minimum=0.0)


def damped_paths(draw, tol):
    """Yield (problem, x0): at least one step is shortened, no decision is close, the end is clear of tol."""
    for scale in (1e-2, 1.0, 1e2):
        while True:
            problem = valley(draw, scale)
            alphas, norms = _path(problem, tol * scale)
            ends_clear = norms[-1] < 0.1 * tol * scale and norms[-2] > 10 * tol * scale
            if alphas is not None and min(alphas) < 1 and ends_clear:
                break
        yield problem, problem.start, tol * scale


def _path(problem, tol):
    """Return the step lengths of damped Newton (None where a decision is close) and the norms."""
    x, alphas = problem.start, []
    norms = [np.linalg.norm(problem.grad(x))]
    while norms[-1] >= tol:
        g = problem.grad(x)
        p = newton_step(g, problem.hess(x))
        phi, moves = along(problem.f, x, p)
        found = BacktrackingLineSearch()(phi, problem.f(x), float(g @ p), moves=moves)
        bounds = [problem.f(x) + 1e-4 * t.alpha * float(g @ p) for t in found.trials]
        rooms = [abs(t.value - bound) for t, bound in zip(found.trials, bounds, strict=True)]
        close = min(rooms) < CLEARANCE * problem.f(x)
        if (close and norms[-1] > 1e-3 * norms[0]) or len(alphas) > 20:
            return None, norms
        alphas.append(found.alpha or 0.0)
        x = x + alphas[-1] * p
        norms.append(np.linalg.norm(problem.grad(x)))
    return alphas, norms


def minimise(learner, problem, x0, limit=400, **settings):
    """Return the learner's x and gradient norms, of the right shapes."""
    watched = Watched(problem, limit)
    pair = learner.newton_minimize(watched.f, watched.grad, watched.hess, x0, **settings)
    x, norms = expect.entries(pair, 2, "The result")
    x = expect.array(x, (problem.n,), "The final x")
    if not isinstance(norms, np.ndarray) or norms.ndim != 1 or not norms.size:
        said = f"The norms are {expect.kind_of(norms)}; an array of shape (k + 1,) is expected."
        raise expect.Failed(said, "type")
    return x, expect.array(norms, norms.shape, "The norms")


@check(part="b", marks=0.5)
def records_the_norms(learner, draw):
    """It returns x and the gradient norms from the start to that x."""
    problem, x0, tol = next(damped_paths(draw, 1e-6))
    _, whole = newton_minimize(problem.f, problem.grad, problem.hess, x0, tol=tol)
    for settings, length in (({"max_iter": 2}, 3), ({"max_iter": 1}, 2), ({"tol": tol}, len(whole))):
        x, norms = minimise(learner, problem, x0, **settings)
        said = ", ".join(f"{k} = {v:.3g}" for k, v in settings.items())
        expect.that(len(norms) == length, f"With {said} there are {len(norms)} norms; {length} are expected.")
        first, last = (float(np.linalg.norm(problem.grad(z))) for z in (x0, x))
        expect.close(norms[0], first, "The first norm", rtol=1e-9)
        # At the end the gradient is a small difference of numbers of the size of the Hessian times |x|.
        where = "The last norm (that of the gradient at your x)"
        expect.close(norms[-1], last, where, rtol=1e-6, atol=1e-12 * first)


@check(part="b", marks=0.5)
def keeps_to_its_limits(learner, draw):
    """It stops as soon as the norm is below tol (1e-8 by default), or after max_iter steps (50)."""
    for start_norm, length in ((0.0, 1), (0.7e-8, 1), (1.5e-8, 2)):
        _, norms = minimise(learner, problems.quadratic([2.0, 2.0]), draw.unit(2) * start_norm / 2)
        said = (
            f"Started where the gradient norm is {start_norm:g}, with the default tol, there are {len(norms)}"
        )
        expect.that(len(norms) == length, f"{said} norms; {length} are expected.")
    # On x^10 a Newton step takes x to 8/9 of it: far from enough in 50 steps.
    slow = problems.Problem(
        "x^10",
        1,
        lambda x: float(x[0] ** 10),
        lambda x: 10 * x**9,
        np.ones(1),
        lambda x: 90 * x[:, None] ** 8,
    )
    _, norms = minimise(learner, slow, np.array([draw.rng.uniform(100, 200)]))
    expect.that(
        len(norms) == 51, f"On x^10, with the default max_iter, there are {len(norms)} norms, not 51."
    )


@check(part="b", marks=1)
def follows_the_damped_path(learner, draw):
    """On convex functions it takes Newton directions, each shortened by halves until Armijo holds."""
    for problem, x0, tol in damped_paths(draw, 1e-6):
        _, norms = minimise(learner, problem, x0, tol=tol)
        _, wanted = newton_minimize(problem.f, problem.grad, problem.hess, x0, tol=tol)
        where = f"On a {problem.name}"
        expect.that(
            len(norms) == len(wanted),
            f"{where} it took {len(norms) - 1} steps to a gradient below {tol:.3g}; "
            f"damped Newton takes {len(wanted) - 1}.",
        )
        expect.close(norms, wanted, f"{where}, the list of norms", rtol=PATH_RTOL, atol=1e-9 * wanted[0])


@check(part="b", marks=0.5)
def passes_indefinite_regions(learner, draw):
    """It reaches the minimiser also from where the Hessian is indefinite."""
    rosenbrock = problems.rosenbrock()
    starts = [np.array([0.0, 2.0]), np.array([-0.5, 3.0])]
    while len(starts) < 4:  # points at which -H^-1 g leads uphill
        x0 = np.array([draw.rng.uniform(-1.5, 1.5), draw.rng.uniform(0.0, 3.0)])
        g, hess = rosenbrock.grad(x0), rosenbrock.hess(x0)
        if g @ np.linalg.solve(hess, g) < -1.0:
            starts.append(x0)
    for x0 in starts:
        # Every safeguarded direction that we know needs fewer than 40 steps from such starts.
        x, norms = minimise(learner, rosenbrock, x0, limit=6000, max_iter=200)
        expect.that(
            norms[-1] < 1e-8,
            f"On Rosenbrock from ({x0[0]:.3g}, {x0[1]:.3g}) the gradient norm is {norms[-1]:.3g} after "
            f"{len(norms) - 1} steps; with a safeguard where H is indefinite it falls below 1e-8.",
        )
        expect.close(x, np.ones(2), "The final x on Rosenbrock", rtol=0, atol=1e-6)


@check(part="b", marks=0.25)
def stops_at_rounding(learner, draw):
    """Where no step helps any more it stops and returns what it has."""
    smooth = valley(draw)
    # Values come in steps, as all floating-point numbers do, only coarser: at the lowest one the
    # gradient is small but not zero, and no trial can be lower.
    coarse = problems.Problem(
        name=smooth.name + ", rounded down to a multiple of 2^-30",
        n=smooth.n,
        f=lambda x: float(np.floor(smooth.f(x) * 2.0**30)) / 2.0**30,
        grad=smooth.grad,
        hess=smooth.hess,
        start=smooth.start,
    )
    x, norms = minimise(learner, coarse, coarse.start, limit=3000, tol=1e-300)
    where = "The last norm, where f is known to nine digits only,"
    expect.at_most(norms[-1], 1e-3 * norms[0], where, "a thousandth of the first")
    expect.at_most(coarse.f(x), coarse.f(coarse.start), "f at the end", "f at the start")


@check(part="b", marks=0.25)
def leaves_the_start_alone(learner, draw):
    """The caller's x0 is as it was."""
    problem, x0, tol = next(damped_paths(draw, 1e-6))
    minimise(learner, problem, x0, tol=tol)
    learner.leaves_arguments_alone()


# (c) ----------------------------------------------------------------------------------------------

WORDS = ("sufficient decrease", "curvature", "strong curvature")
SETTINGS = ((1e-4, 0.9), (0.3, 0.5), (1e-3, 0.1), (0.6, 0.8))


def lines(draw):
    """Yield (problem, x, p, alpha, c1, c2, right answer), every one of the three verdicts clear."""
    for c1, c2 in SETTINGS:
        for scale in (1e-3, 1e3):
            # Along a parabola of slope -s and curvature k the conditions change at multiples of s / k.
            for t in (0.02, 1.0, 1.3, 1.75, 2.6):
                yield _clear_line(draw, c1, c2, scale, t)


def _clear_line(draw, c1, c2, scale, t):
    while True:
        # With a demanding c1 a parabola has steps with a flat end that still decrease too little.
        curved = c1 < 0.5 and draw.rng.random() < 0.5
        problem = valley(draw, scale) if curved else _bowl(draw, scale)
        x, g = problem.start, problem.grad(problem.start)
        p = -g * draw.rng.uniform(0.5, 2.0) + 0.3 * np.linalg.norm(g) * draw.unit(problem.n)
        slope = float(g @ p)
        alpha = float(t * -slope / (p @ problem.hess(x) @ p) * draw.rng.uniform(0.9, 1.1))
        point = x + alpha * p
        new = float(problem.grad(point) @ p)
        rooms = (
            (problem.f(point) - problem.f(x) - c1 * alpha * slope) / (alpha * slope),
            (new - c2 * slope) / slope,
            (abs(new) + c2 * slope) / slope,
        )
        if slope < 0 and min(map(abs, rooms)) > 0.02:
            right = wolfe.wolfe_conditions(problem.f, problem.grad, x, p, alpha, c1, c2)
            return problem, x, p, alpha, c1, c2, right


def _bowl(draw, scale):
    n = int(draw.rng.integers(2, 5))
    base = problems.quadratic(scale * draw.spectrum(n, 20.0), draw.rotation(n), draw.rng.uniform(-2, 2, n))
    start = base.minimiser + draw.rng.uniform(1, 3) * draw.unit(n)
    return problems.Problem(base.name, n, base.f, base.grad, start, base.hess)


def verdicts(learner, problem, x, p, alpha, c1, c2):
    watched = Watched(problem, 20)
    triple = learner.wolfe_conditions(watched.f, watched.grad, x, p, alpha, c1=c1, c2=c2)
    triple = expect.entries(triple, 3, "The result")
    return [expect.boolean(v, f"The verdict on {w}") for v, w in zip(triple, WORDS, strict=True)]


def judges(learner, draw, which):
    for problem, x, p, alpha, c1, c2, right in lines(draw):
        found = verdicts(learner, problem, x, p, alpha, c1, c2)[which]
        slope, new = (float(problem.grad(z) @ p) for z in (x, x + alpha * p))
        if which == 0:
            decrease = (problem.f(x + alpha * p) - problem.f(x)) / alpha
            numbers = f"f changes by {decrease:.4g} a unit of alpha, c1 g.p is {c1 * slope:.4g}"
        else:
            numbers = f"the slope along p goes from {slope:.4g} to {new:.4g}"
        expect.that(
            found == right[which],
            f"On a {problem.name}, at alpha = {alpha:.4g} with c1 = {c1:g} and c2 = {c2:g}, {numbers}; "
            f"your verdict on {WORDS[which]} is {found}.",
        )


@check(part="c", marks=1)
def judges_decrease(learner, draw):
    """The first entry is the Armijo condition; a value that is not finite never satisfies it."""
    judges(learner, draw, 0)
    for beyond in (np.nan, np.inf, -np.inf):
        problem = problems.Problem(
            name=f"function that is {beyond} at the trial point",
            n=2,
            f=lambda x, beyond=beyond: float(x @ x) if x @ x > 0.5 else beyond,
            grad=lambda x: 2 * x,
            start=np.array([1.0, 1.0]),
        )
        x = problem.start * draw.rng.uniform(1, 2)
        found = verdicts(learner, problem, x, -x, 0.9, 1e-4, 0.9)[0]
        said = f"Where f is {beyond} at x + alpha p, your verdict on sufficient decrease is {found}."
        expect.that(not found, said)


@check(part="c", marks=0.75)
def judges_curvature(learner, draw):
    """The second entry is the curvature condition: the slope has risen to at least c2 g.p."""
    judges(learner, draw, 1)


@check(part="c", marks=0.75)
def judges_strong_curvature(learner, draw):
    """The third entry is the strong curvature condition by itself: the slope is small in magnitude."""
    judges(learner, draw, 2)


# On x^2 along -g: Armijo holds up to 0.9999, curvature from 0.05 on, strong curvature from 0.05 to 0.95.
KNOWN = {
    0.02: (True, False, False),
    0.08: (True, True, True),
    0.94: (True, True, True),
    0.97: (True, True, False),
    0.99985: (True, True, False),
    0.99995: (False, True, False),
}


@check(part="c", marks=0.5)
def leaves_x_and_p_alone(learner, draw):
    """The arrays x and p of the caller are as they were, and the defaults are c1 = 1e-4, c2 = 0.9."""
    bowl = problems.quadratic([2.0])
    for alpha, right in KNOWN.items():
        x = np.array([draw.rng.uniform(1, 2)])
        watched = Watched(bowl, 20)
        triple = learner.wolfe_conditions(watched.f, watched.grad, x, -bowl.grad(x), alpha)
        found = tuple(map(bool, expect.entries(triple, 3, "The result")))
        expect.that(
            found == right,
            f"On x^2 from {x[0]:.4g} along -g, at alpha = {alpha} with the default c1 and c2, your "
            f"verdicts are {found}; {right} is expected.",
        )
    learner.leaves_arguments_alone()
