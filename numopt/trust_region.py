"""Trust regions: bound the step first, then choose the best one inside.

    minimise  m(p) = f + g.p + p'Bp / 2   over  |p| <= radius
    ratio = (f(x) - f(x + p)) / (m(0) - m(p))

Nocedal & Wright (2006), chapter 4; Conn, Gould & Toint (2000).  A subproblem solver is a function
``solver(g, B, radius) -> Step``; the driver knows nothing else about it.  After a rejected step it is
called again with the very same arrays g and B, so that a solver may keep what it factorised.  The solvers
here use the path of steepest descent and Newton's point; numopt.subproblem has those that also do well
where B is indefinite or large.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from numopt.descent import Result, Status, StoppingTests
from numopt.newton_cg import hessian_product
from numopt.problems import Problem, counting

POOR, GOOD = 0.25, 0.75  # ratios below and above which the radius changes (algorithm 4.1)
SHRINK, GROW = 0.25, 2.0


@dataclass(frozen=True)
class Step:
    """A step p of shape (n,), the decrease m(0) - m(p) it promises, and whether it ends on the boundary.

    ``multiplier`` is the lambda of the optimality conditions (theorem 4.1), NaN where p need not fulfil
    them.
    """

    p: np.ndarray
    predicted: float
    hits_boundary: bool
    multiplier: float = float("nan")


def predicted_decrease(g: np.ndarray, B: np.ndarray, p: np.ndarray) -> float:
    """Return m(0) - m(p) = -(g.p + p'Bp / 2)."""
    return -float(g @ p + (p @ (B @ p)) / 2)


def cauchy_point(g: np.ndarray, B: np.ndarray, radius: float) -> Step:
    """Return the minimiser of the model along -g within the radius (equations 4.11 and 4.12).

    ``g`` has shape (n,), ``B`` is symmetric of shape (n, n), definite or not; g = 0 gives p = 0.
    """
    norm = float(np.linalg.norm(g))
    if norm == 0:
        return Step(np.zeros_like(g), 0.0, False)
    downhill = -g / norm
    curvature = float(downhill @ (B @ downhill))
    inside = curvature > 0 and norm < curvature * radius
    p = (norm / curvature if inside else radius) * downhill
    return Step(p, predicted_decrease(g, B, p), not inside)


def dogleg_step(g: np.ndarray, B: np.ndarray, radius: float) -> Step:
    """Return the last point inside the radius on the path 0, steepest-descent minimiser, Newton point.

    Section 4.1, equation 4.16 (Powell 1970).  ``B`` is symmetric of shape (n, n); where it is not
    positive definite there is no such path, and the Cauchy point is returned.
    """
    try:
        newton = -cho_solve(cho_factor(B), g)
    except LinAlgError:
        return cauchy_point(g, B, radius)
    if np.linalg.norm(newton) <= radius:
        return Step(newton, predicted_decrease(g, B, newton), False)
    corner = cauchy_point(g, B, radius)
    if corner.hits_boundary:
        return corner
    p = to_boundary(corner.p, newton - corner.p, radius)
    return Step(p, predicted_decrease(g, B, p), True)


def to_boundary(p: np.ndarray, d: np.ndarray, radius: float) -> np.ndarray:
    """Return p + t d with t >= 0 and length ``radius``, where |p| <= radius and d is not zero.

    The quadratic equation for t is solved without subtracting numbers of equal size.
    """
    a, b, c = d @ d, p @ d, p @ p - radius**2
    root = np.sqrt(b * b - a * c)
    t = -c / (b + root) if b > 0 else (root - b) / a
    return p + t * d


# The driver ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Attempt:
    """One step tried from x: where it led, how good the model was, and the radius from here on.

    ``ratio`` is actual over predicted decrease; NaN where the predicted decrease is at rounding level
    and no ratio means anything.
    """

    x: np.ndarray
    value: float
    step: Step
    ratio: float
    accepted: bool
    radius: float


def attempt(f, x, value, step: Step, radius: float, max_trust_radius: float, eta: float) -> Attempt:
    """Return what became of ``step`` from ``x``, where f is ``value`` (algorithm 4.1).

    A trial that is not finite is rejected and shrinks the radius.  Where the predicted decrease is at
    rounding level, the radius stays, and a trial that moves and does not raise f is accepted.
    """
    trial = x + step.p
    found = float(f(trial))
    if step.predicted <= 10 * np.finfo(float).eps * abs(value):
        level = bool(np.isfinite(found) and found <= value and np.any(trial != x))
        return Attempt(trial, found, step, float("nan"), level, radius)
    ratio = (value - found) / step.predicted if np.isfinite(found) else -np.inf
    if ratio < POOR:
        radius = SHRINK * radius
    elif ratio > GOOD and step.hits_boundary:
        radius = min(GROW * radius, max_trust_radius)
    return Attempt(trial, found, step, ratio, bool(ratio > eta), radius)


@dataclass
class TrustRegionResult(Result):
    """What a run found, in SciPy's words.

    ``nit`` counts the steps tried, rejected ones too; ``nhev`` the Hessians, or the products where the
    problem has no Hessian.  ``radii`` holds the radius before each step and, last, after all; ``attempts``
    holds their records; ``trace`` the iterates, the start included.
    """

    radii: list[float] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)


class Products:
    """A Hessian that is known by its products alone: ``B @ v`` is ``product(v)``, shape (n,)."""

    def __init__(self, product: Callable[[np.ndarray], np.ndarray]):
        self.product = product

    def __matmul__(self, v: np.ndarray) -> np.ndarray:
        return self.product(v)

    def __array__(self, *_):
        raise ValueError("the problem has no hess; this subproblem solver wants more than products with it")


def trust_region(
    problem: Problem,
    subproblem: Callable[[np.ndarray, np.ndarray, float], Step] = dogleg_step,
    x0: np.ndarray | None = None,
    initial_trust_radius: float = 1.0,
    max_trust_radius: float = 1000.0,
    eta: float = 0.15,
    gtol: float = 1e-6,
    norm: float = np.inf,
    max_iterations: int = 1000,
    callback: Callable[[np.ndarray], None] | None = None,
) -> TrustRegionResult:
    """Return the result of a trust-region method from ``x0`` (the problem's start) until |g| <= ``gtol``.

    ``norm`` is the order of that norm, as in numpy.linalg.norm.  A problem without ``hess`` hands the
    subproblem solver Products.  ``callback(x)`` sees every new iterate.  ValueError unless
    0 <= eta < 0.25 and 0 < initial_trust_radius <= max_trust_radius, and where gtol or max_iterations is
    negative.
    """
    _must_make_sense(eta, initial_trust_radius, max_trust_radius)
    tests = StoppingTests(gtol, None, norm, max_iterations)
    problem, counts = counting(problem)
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    value, g, B = float(problem.f(x)), problem.grad(x), None
    trace, attempts, radii = [x], [], [initial_trust_radius]
    while (status := tests.reason(value, np.inf, g, len(attempts))) is None:
        if B is None:
            B = problem.hess(x) if problem.hess else Products(hessian_product(problem, x))
        step = subproblem(g, B, radii[-1]) if _is_finite(B) else None
        if step is None or not np.isfinite(step.predicted):
            status = Status.NOT_FINITE
            break
        tried = attempt(problem.f, x, value, step, radii[-1], max_trust_radius, eta)
        attempts.append(tried)
        radii.append(tried.radius)
        if not tried.accepted and (np.isnan(tried.ratio) or np.array_equal(tried.x, x)):
            status = Status.NO_PROGRESS
            break
        if tried.accepted:
            x, value, B = tried.x, tried.value, None
            g = problem.grad(x)
            trace.append(x)
            if callback:
                callback(x)
    calls = (counts.f, counts.grad, counts.hess + counts.hvp)
    return TrustRegionResult(
        x, value, g, status, len(attempts), *calls, trace, radii=radii, attempts=attempts
    )


def _is_finite(B) -> bool:
    """Return whether all entries are finite; those of Products are not known."""
    return isinstance(B, Products) or bool(np.all(np.isfinite(B)))


def _must_make_sense(eta: float, radius: float, largest: float) -> None:
    if not 0 <= eta < POOR:
        raise ValueError(f"eta is {eta}; it lies between 0 and {POOR}, the ratio that shrinks the radius")
    if not 0 < radius <= largest:
        raise ValueError(f"the radius {radius} does not lie between 0 and {largest}")
