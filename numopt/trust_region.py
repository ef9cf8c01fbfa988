"""Trust regions: bound the step first, then choose the best one inside.

    minimise  m(p) = f + g.p + p'Bp / 2   over  |p| <= radius
    ratio = (f(x) - f(x + p)) / (m(0) - m(p))

Nocedal & Wright (2006), chapter 4; Conn, Gould & Toint (2000).  A subproblem solver is a function
``solver(g, B, radius) -> Step``; the driver knows nothing else about it.  After a rejected step it is
called again with the very same arrays g and B, so that a solver may keep what it factorised.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from numopt.descent import Result
from numopt.problems import Problem, counting

POOR, GOOD = 0.25, 0.75  # ratios below and above which the radius changes (algorithm 4.1)
SHRINK, GROW = 0.25, 2.0


@dataclass(frozen=True)
class Step:
    """A step p of shape (n,), the decrease m(0) - m(p) it promises, and whether it ends on the boundary."""

    p: np.ndarray
    predicted: float
    hits_boundary: bool


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


class Status(Enum):
    """Why a run ended; the value is the message."""

    CONVERGED = "the gradient norm is below the tolerance"
    ITERATION_LIMIT = "the iteration limit was reached"
    NO_PROGRESS = "the model promises no decrease above rounding level, and f does not fall"
    NOT_FINITE = "f, its gradient or its Hessian is not finite"


@dataclass
class TrustRegionResult(Result):
    """What a run found, in SciPy's words; ``success`` is true for Status.CONVERGED alone.

    ``nit`` counts the steps tried, rejected ones too.  ``radii`` holds the radius before each of them
    and, last, after all; ``attempts`` holds their records; ``trace`` the iterates, the start included.
    """

    radii: list[float] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def success(self) -> bool:
        """True where the run converged."""
        return self.status is Status.CONVERGED


def trust_region(
    problem: Problem,
    subproblem: Callable[[np.ndarray, np.ndarray, float], Step] = dogleg_step,
    x0: np.ndarray | None = None,
    initial_trust_radius: float = 1.0,
    max_trust_radius: float = 1000.0,
    eta: float = 0.15,
    tol: float = 1e-6,
    max_iterations: int = 1000,
    callback: Callable[[np.ndarray], None] | None = None,
) -> TrustRegionResult:
    """Return the result of a trust-region method from ``x0`` (the problem's start) until |g|_2 < ``tol``.

    ``callback(x)`` sees every new iterate.  ValueError unless 0 <= eta < 0.25 and
    0 < initial_trust_radius <= max_trust_radius.
    """
    if not 0 <= eta < POOR:
        raise ValueError(
            f"eta is {eta}; it lies between 0 and {POOR}, below the ratio that shrinks the radius"
        )
    if not 0 < initial_trust_radius <= max_trust_radius:
        raise ValueError(f"the radius {initial_trust_radius} does not lie between 0 and {max_trust_radius}")
    counted, counts = counting(problem)
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    value, g, B = counted.f(x), counted.grad(x), None
    trace, attempts, radii, status = [x], [], [initial_trust_radius], Status.ITERATION_LIMIT
    for _ in range(max_iterations + 1):
        if np.linalg.norm(g) < tol and np.isfinite(value):
            status = Status.CONVERGED
            break
        if len(attempts) == max_iterations:
            break
        B = counted.hess(x) if B is None else B
        if not (np.isfinite(value) and np.all(np.isfinite(g)) and np.all(np.isfinite(B))):
            status = Status.NOT_FINITE
            break
        tried = attempt(counted.f, x, value, subproblem(g, B, radii[-1]), radii[-1], max_trust_radius, eta)
        attempts.append(tried)
        radii.append(tried.radius)
        if np.isnan(tried.ratio) and not tried.accepted:
            status = Status.NO_PROGRESS
            break
        if tried.accepted:
            x, value, B = tried.x, tried.value, None
            g = counted.grad(x)
            trace.append(x)
            if callback:
                callback(x)
    counted_calls = (counts.f, counts.grad, counts.hess)
    return TrustRegionResult(
        x, value, g, status, len(attempts), *counted_calls, trace, radii=radii, attempts=attempts
    )
