"""Exercise 1: backtracking until the Armijo condition holds.

    f(x + alpha p) <= f(x) + c1 alpha g.p        (Nocedal & Wright 2006, algorithm 3.1)

Instances are drawn so that no trial lies close to the bound: the decisions that are compared do not
depend on the order of the learner's arithmetic.
"""

import itertools

import numpy as np

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Watched
from numopt import problems
from numopt.line_search import BacktrackingLineSearch, along, backtracking

TITLE = "Backtracking Armijo line search"
PARTS = {"a": ["armijo_backtrack"], "b": ["armijo_trials"], "c": ["gradient_descent"]}
DELEGATED = ["numopt.line_search", "numopt.descent", "scipy.optimize"]

SCALES = (1e-3, 1.0, 1e3)  # of the objective: a search that is right does not notice them
C1S = (1e-4, 0.1, 0.5, 0.9)
# Steps are products of a few factors rho, in whatever order: a few units in the last place.
STEP_RTOL = 1e-12
# Values along a path gather rounding; the draws keep every decision further from the bound than this.
PATH_RTOL = 1e-6
CLEARANCE = 1e-5


# The reference ------------------------------------------------------------------------------------


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return backtracking(f, grad_f, x, p, alpha0=alpha0, rho=rho, c1=c1, max_backtracks=max_backtracks)


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    search = BacktrackingLineSearch(rho, c1, max_backtracks)
    phi, moves = along(f, x, p)
    found = search(phi, f(x), float(grad_f(x) @ p), alpha0, moves)
    if not found.success:
        raise RuntimeError(found.message)
    return [(t.alpha, t.value, t.accepted) for t in found.trials]


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - backtracking(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass  # at rest, or at rounding level: stay
        values.append(f(x))
    return x, np.array(values)


REFERENCE = {
    "armijo_backtrack": armijo_backtrack,
    "armijo_trials": armijo_trials,
    "gradient_descent": gradient_descent,
}


# The instances ------------------------------------------------------------------------------------


def bowl(draw, scale=1.0, condition=None):
    """Return a rotated convex quadratic with its eigenvalues from ``scale`` to ``scale * condition``."""
    n = int(draw.rng.integers(2, 5))
    condition = condition or draw.rng.uniform(5.0, 40.0)
    return problems.quadratic(
        scale * draw.spectrum(n, condition), rotation=draw.rotation(n), centre=draw.rng.uniform(-2, 2, n)
    )


def descent(draw, problem, x):
    """Return a descent direction at x that is not along the negative gradient, shape (n,)."""
    g = problem.grad(x)
    across = draw.unit(problem.n)
    across -= (across @ g) / (g @ g) * g
    tilt = draw.rng.uniform(0.5, 1.5) * np.linalg.norm(g) / np.linalg.norm(across)
    return draw.rng.uniform(0.3, 3.0) * (-g + tilt * across)


def clear(problem, x, p, **settings) -> bool:
    """Say whether every trial of the search is decided with room to spare."""
    f0, slope = problem.f(x), problem.grad(x) @ p
    c1 = settings.get("c1", 1e-4)
    with np.errstate(all="ignore"):
        for alpha, value, _ in armijo_trials(problem.f, problem.grad, x, p, **settings):
            room = abs(value - (f0 + c1 * alpha * slope))
            if not (room > CLEARANCE * (abs(f0) + abs(value)) or not np.isfinite(value)):
                return False
    return True


def searches(draw, scales, along=None, **choices):
    """Yield (problem, x, p, settings) with one value of each of ``choices``, at every scale and c1."""
    for scale in scales:
        for c1 in C1S:
            while True:
                problem = bowl(draw, scale)
                x = problem.minimiser + draw.rng.uniform(1, 4) * draw.unit(problem.n)
                p = -problem.grad(x) if along is None else along(draw, problem, x)
                settings = {"c1": c1} | {k: float(draw.rng.choice(v)) for k, v in choices.items()}
                if clear(problem, x, p, **settings):
                    break
            yield problem, x, p, settings


def narrow(draw, part: float):
    """Return (problem, x, p, settings) whose first trial decreases f by ``part`` of what the slope promises.

    The settings leave c1 at its default: 0.5e-4 is a little too small a part, 1.5e-4 is enough.
    """
    problem = bowl(draw)
    x = problem.minimiser + draw.rng.uniform(1, 4) * draw.unit(problem.n)
    p = -problem.grad(x)
    # On a parabola of slope -s and curvature k the decrease is alpha s (1 - alpha k / (2 s)).
    alpha0 = 2 * (p @ p) / (p @ problem.hess(x) @ p) * (1 - part)
    return problem, x, p, {"alpha0": float(alpha0)}


def walled(draw, beyond: float):
    """Return (problem, x, p): finite up to a wall, ``beyond`` behind it, and the first trials are behind."""
    n = int(draw.rng.integers(1, 4))
    weight = draw.rng.uniform(0.5, 2.0, n)

    def f(x):
        return float(np.sum(x - weight * np.log(x))) if np.all(x > 0) else beyond

    x = weight * draw.rng.uniform(2.0, 5.0, n)
    p = -x * draw.rng.uniform(1.5, 6.0)
    name = f"x - w log x, {beyond} where x <= 0"
    return problems.Problem(name=name, n=n, f=f, grad=lambda x: 1 - weight / x, start=x), x, p


# (a) ----------------------------------------------------------------------------------------------


def step(learner, problem, x, p, **settings) -> float:
    """Return the learner's step, one positive finite number."""
    limit = 2 * settings.get("max_backtracks", 60) + 80
    watched = Watched(problem, limit)
    alpha = expect.number(learner.armijo_backtrack(watched.f, watched.grad, x, p, **settings), "The step")
    expect.that(np.isfinite(alpha) and alpha > 0, f"The step is {alpha}; it has to be positive and finite.")
    return alpha


@check(part="a", marks=1)
def decreases_enough(learner, draw):
    """The step satisfies the Armijo condition, also where c1 is far from 1e-4."""
    for problem, x, p, settings in itertools.chain([narrow(draw, 0.5e-4)], searches(draw, SCALES)):
        alpha = step(learner, problem, x, p, **settings)
        c1 = settings.get("c1", 1e-4)
        bound = problem.f(x) + c1 * alpha * (problem.grad(x) @ p)
        where = f"On a {problem.name}, with c1 = {c1:g}, the value at your step alpha = {alpha:.5g}"
        slack = 1e-12 * abs(problem.f(x))  # the last place of f, where the bound is met exactly
        expect.at_most(problem.f(x + alpha * p), bound + slack, where, "the Armijo bound there")


@check(part="a", marks=1)
def takes_the_first(learner, draw):
    """It is the first such step in alpha0, rho alpha0, rho^2 alpha0, ..."""
    long = searches(draw, (0.1, 10.0), alpha0=(0.7, 1.0, 3.0), rho=(0.3, 0.5, 0.8))
    short = searches(draw, (0.1,), alpha0=(1e-3, 3e-3), rho=(0.3, 0.5, 0.8))  # alpha0 itself passes
    for problem, x, p, settings in itertools.chain(short, long, [narrow(draw, 1.5e-4)]):
        same_step(learner, problem, x, p, **settings)


@check(part="a", marks=0.5)
def follows_p(learner, draw):
    """It searches along p, whichever descent direction p is."""
    for problem, x, p, settings in searches(draw, (0.1, 10.0), along=descent):
        same_step(learner, problem, x, p, **settings)


def same_step(learner, problem, x, p, **settings):
    alpha = step(learner, problem, x, p, **settings)
    wanted = armijo_backtrack(problem.f, problem.grad, x, p, **settings)
    said = ", ".join(f"{name} = {value:g}" for name, value in settings.items())
    where = f"On a {problem.name}, with {said}, your step"
    expect.close(alpha, wanted, where, rtol=STEP_RTOL)


@check(part="a", marks=0.5)
def refuses_bad_trials(learner, draw):
    """A trial whose value is NaN or infinite is never accepted."""
    for beyond in (np.nan, np.inf, -np.inf):
        problem, x, p = walled(draw, beyond)
        alpha = step(learner, problem, x, p)
        value = problem.f(x + alpha * p)
        expect.that(
            np.isfinite(value), f"Your step alpha = {alpha:.5g} was accepted although f is {value} there."
        )
        expect.close(alpha, armijo_backtrack(problem.f, problem.grad, x, p), "Your step", rtol=STEP_RTOL)


@check(part="a", marks=0.5)
def refuses_ascent(learner, draw):
    """A direction that does not point downhill (g.p >= 0) raises ValueError."""
    refuses_uphill(learner, draw, "armijo_backtrack")


def refuses_uphill(learner, draw, name):
    problem = bowl(draw)
    x = problem.minimiser + 2 * draw.unit(problem.n)
    g = problem.grad(x)
    for p, slope in ((g, "positive"), (np.zeros(problem.n), "zero")):
        watched = Watched(problem, 400)
        learner.raises(ValueError, f"g.p is {slope}", name, watched.f, watched.grad, x, p)


@check(part="a", marks=0.25)
def reports_failure(learner, draw):
    """When no trial passes it raises RuntimeError, after max_backtracks reductions."""
    gives_up(learner, draw, "armijo_backtrack")
    stays_put(learner, draw, "armijo_backtrack")


def stays_put(learner, draw, name):
    """Expect RuntimeError where p is so short that every trial point rounds to x: nothing is gained there."""
    n = int(draw.rng.integers(2, 5))
    problem = problems.quadratic(draw.spectrum(n, 20.0), rotation=draw.rotation(n))
    x = draw.rng.choice([-1.0, 1.0], n) * draw.rng.uniform(1.0, 2.0, n)
    watched = Watched(problem, 400)
    arguments = (watched.f, watched.grad, x, -problem.grad(x) * 1e-19)
    learner.raises(RuntimeError, "every trial point rounds to x", name, *arguments)


def gives_up(learner, draw, name):
    """Expect RuntimeError where f rises although grad_f says that it falls."""
    for settings in ({"max_backtracks": 4}, {"max_backtracks": 15, "rho": 0.6}, {"rho": 0.8}):
        most = settings.get("max_backtracks", 60)
        good = bowl(draw)
        wrong = problems.Problem(
            name="a function whose gradient has the wrong sign",
            n=good.n,
            f=good.f,
            grad=lambda x, good=good: -good.grad(x),
            start=good.start,
        )
        x = good.minimiser + 2 * draw.unit(good.n)
        watched = Watched(wrong, 2 * most + 20)
        because = f"no trial passes within max_backtracks = {most}"
        p = good.grad(x)
        learner.raises(RuntimeError, because, name, watched.f, watched.grad, x, p, **settings)
        trials = len({point.tobytes() for point in watched.f.points} - {x.tobytes()})
        # most reductions are most + 1 trials; one more or less is a matter of counting.
        expect.that(
            most <= trials <= most + 2,
            f"With max_backtracks = {most}, f was tried at {trials} steps before giving up.",
        )


@check(part="a", marks=0.25)
def leaves_arguments_alone(learner, draw):
    """The arrays x and p of the caller are as they were."""
    for problem, x, p, settings in searches(draw, (1.0,), along=descent):
        step(learner, problem, x, p, **settings)
    learner.leaves_arguments_alone()


# (b) ----------------------------------------------------------------------------------------------


def same_trials(learner, problem, x, p, **settings):
    """Expect the learner's list of trials to be the reference's."""
    watched = Watched(problem, 200)
    rows = learner.armijo_trials(watched.f, watched.grad, x, p, **settings)
    wanted = armijo_trials(problem.f, problem.grad, x, p, **settings)
    if not isinstance(rows, list):
        raise expect.Failed(f"The trials are {expect.kind_of(rows)}; a list of tuples is expected.", "type")
    rows = [expect.entries(row, 3, f"Row {k} of the trials") for k, row in enumerate(rows)]
    said = ", ".join(f"{name} = {value:g}" for name, value in settings.items()) or "the default settings"
    expect.that(
        len(rows) == len(wanted), f"With {said} there are {len(rows)} rows; {len(wanted)} are expected."
    )
    for k, (row, right) in enumerate(zip(rows, wanted, strict=True)):
        for value, expected, what in zip(row[:2], right[:2], ("alpha", "f(x + alpha p)"), strict=True):
            value = expect.number(value, f"{what} in row {k}")
            expect.close(value, expected, f"With {said}, {what} in row {k}", rtol=1e-9)
        expect.that(
            isinstance(row[2], (bool, np.bool_)) and bool(row[2]) == right[2],
            f"With {said}, the last entry of row {k} is {row[2]!r}; {right[2]} is expected.",
        )


@check(part="b", marks=1)
def lists_every_trial(learner, draw):
    """It lists every trial (alpha, f(x + alpha p), accepted), the accepted one last."""
    close = (narrow(draw, 0.5e-4), narrow(draw, 1.5e-4))
    tilted = searches(draw, (0.1, 10.0), along=descent, rho=(0.3, 0.5, 0.8))
    for problem, x, p, settings in itertools.chain(tilted, close):
        same_trials(learner, problem, x, p, **settings)


@check(part="b", marks=0.5)
def keeps_bad_values(learner, draw):
    """A trial whose value is NaN or infinite is listed as it is, not accepted."""
    for beyond in (np.nan, np.inf, -np.inf):
        problem, x, p = walled(draw, beyond)
        same_trials(learner, problem, x, p)


@check(part="b", marks=0.5)
def raises_like_a(learner, draw):
    """It raises the errors of (a): ValueError uphill, RuntimeError when no trial passes."""
    refuses_uphill(learner, draw, "armijo_trials")
    gives_up(learner, draw, "armijo_trials")
    stays_put(learner, draw, "armijo_trials")


# (c) ----------------------------------------------------------------------------------------------


def descend(learner, problem, x0, iterations=None):
    """Return the learner's final point and history, of the right shapes."""
    watched = Watched(problem, 2000)
    settings = {} if iterations is None else {"iterations": iterations}
    pair = learner.gradient_descent(watched.f, watched.grad, x0, **settings)
    iterations = 100 if iterations is None else iterations
    x, values = expect.entries(pair, 2, "The result")
    x = expect.array(x, (problem.n,), "The final x")
    return x, expect.array(values, (iterations + 1,), f"The history of {iterations} iterations")


def steps_of(problem, x0, iterations) -> list[float] | None:
    """Return the steps of steepest descent; None where a search is not decided with room to spare."""
    x, steps = x0.copy(), []
    for _ in range(iterations):
        g = problem.grad(x)
        if not clear(problem, x, -g):
            return None
        steps.append(armijo_backtrack(problem.f, problem.grad, x, -g))
        x = x - steps[-1] * g
    return steps


def paths(draw, make, iterations):
    """Yield (problem, x0) whose path is clear; where there is time for it, a step is longer than the last."""
    for scale in (0.3, 30.0):
        while True:
            problem = make(draw, scale)
            steps = steps_of(problem, problem.start, iterations)
            if steps and (iterations < 9 or any(b > a for a, b in itertools.pairwise(steps))):
                break
        yield problem, problem.start


def shifted_bowl(draw, scale):
    """Return a quadratic whose start is away from its minimiser; its minimum is not zero."""
    base = bowl(draw, scale, condition=draw.rng.uniform(4.0, 12.0))
    start = base.minimiser + draw.rng.uniform(2, 4) * draw.unit(base.n)
    return problems.Problem(
        name=base.name, n=base.n, f=lambda x: base.f(x) + 0.1 * scale, grad=base.grad, start=start
    )


def flattening(draw, scale):
    """Return exp(a.x) - a.x summed over coordinates: steep at the start, flat at the end."""
    n = int(draw.rng.integers(2, 4))
    a = draw.rng.uniform(0.6, 1.4, n)
    return problems.Problem(
        name="exp(a x) - a x, summed",
        n=n,
        f=lambda x: float(np.sum(np.exp(a * x) - a * x)),
        grad=lambda x: a * (np.exp(a * x) - 1),
        start=draw.rng.uniform(2.5, 4.0, n),
    )


@check(part="c", marks=0.5)
def keeps_the_history(learner, draw):
    """It returns the final x and the values of f from the start on: iterations + 1 of them."""
    # alpha0 passes every time, and 100 steps (the default) end far from rounding level.
    flat = bowl(draw, scale=1e-3, condition=1000.0)
    descend(learner, flat, flat.start)
    for problem, x0 in paths(draw, shifted_bowl, 7):
        for iterations in (1, 7):
            x, values = descend(learner, problem, x0, iterations)
            expect.close(values[0], problem.f(x0), "The first value of the history", rtol=1e-12)
            expect.close(values[-1], problem.f(x), "The last value of the history (f at your x)", rtol=1e-12)


@check(part="c", marks=2)
def follows_the_path(learner, draw):
    """It follows steepest descent, each search starting again from alpha0 = 1."""
    for make in (shifted_bowl, flattening):
        for problem, x0 in paths(draw, make, 9):
            _, values = descend(learner, problem, x0, 9)
            _, wanted = gradient_descent(problem.f, problem.grad, x0, 9)
            expect.close(values, wanted, f"The history on {problem.name}", rtol=PATH_RTOL)


@check(part="c", marks=0.5)
def stays_at_rest(learner, draw):
    """Where the gradient is zero, x stays and f repeats."""
    base = bowl(draw)
    problem = problems.quadratic(np.linalg.eigvalsh(base.hess(base.minimiser)), centre=np.zeros(base.n))
    x, values = descend(learner, problem, np.zeros(problem.n), 4)
    expect.close(x, np.zeros(problem.n), "The final x, started at the minimiser 0,", rtol=0, atol=0)
    expect.close(values, np.full(5, problem.f(np.zeros(problem.n))), "The history", rtol=0, atol=0)


@check(part="c", marks=0.5)
def survives_rounding(learner, draw):
    """At rounding level, where no step helps any more, x stays and f repeats; f never rises."""
    smooth = bowl(draw, scale=0.6, condition=draw.rng.uniform(1.2, 1.5))
    # Values come in steps, as all floating-point numbers do, only coarser: at the lowest one the
    # gradient is small but not zero, and no trial can be lower.
    coarse = problems.Problem(
        name=smooth.name + ", rounded down to a multiple of 2^-40",
        n=smooth.n,
        f=lambda x: float(np.floor(smooth.f(x) * 2.0**40)) / 2.0**40,
        grad=smooth.grad,
        start=smooth.start,
    )
    x0 = smooth.minimiser + 2 * draw.unit(smooth.n)
    _, values = descend(learner, coarse, x0, 20)
    rise = float(np.max(np.diff(values)))
    expect.at_most(rise, 0.0, "The largest rise of f from one iteration to the next", "the most allowed")
    expect.at_most(values[-1], 1e-9, "f after 20 iterations", "what steepest descent reaches here")


@check(part="c", marks=0.5)
def leaves_the_start_alone(learner, draw):
    """The caller's x0 is as it was."""
    for problem, x0 in paths(draw, shifted_bowl, 3):
        descend(learner, problem, x0, 3)
    learner.leaves_arguments_alone()
