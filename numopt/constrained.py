"""Constraints: project onto a simple set, price violations of an equation, or split a sum in two.

    projected gradient      x <- P(x - alpha grad f(x)),    P(v) the point of the set nearest to v
    augmented Lagrangian    x <- argmin f(x) - lambda.c(x) + mu |c(x)|^2 / 2,    lambda <- lambda - mu c(x)
    ADMM for f(x) + h(z)    x <- prox_f(z - u),    z <- prox_h(x + u),    u <- u + x - z
    where x = z             prox_f(v) = argmin f(x) + rho |x - v|^2 / 2

Nocedal & Wright (2006), sections 16.7 and 17.3; Bertsekas (1976); Duchi, Shalev-Shwartz, Singer and Chandra
(2008) for the simplex; Boyd, Parikh, Chu, Peleato and Eckstein (2011), sections 3.1 and 3.3.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from numopt.descent import Result, Status, StoppingTests
from numopt.problem import Problem, counting
from numopt.quasi_newton import minimise_bfgs

# Projections --------------------------------------------------------------------------------------


def project_box(v: np.ndarray, lower, upper) -> np.ndarray:
    """Return the nearest point with lower <= x <= upper, shape of v; bounds may be infinite.

    ValueError where a lower bound exceeds the upper one.
    """
    if not np.all(np.asarray(lower) <= np.asarray(upper)):
        raise ValueError(f"lower is {lower}; it must not exceed upper, {upper}")
    return np.clip(v, lower, upper)


def project_ball(v: np.ndarray, radius: float = 1.0) -> np.ndarray:
    """Return the nearest point with |x| <= radius, shape of v.  ValueError where the radius is negative."""
    _not_negative(radius=radius)
    norm = np.linalg.norm(v)
    return v * (radius / norm) if norm > radius else np.array(v, dtype=float)


def project_simplex(v: np.ndarray, total: float = 1.0) -> np.ndarray:
    """Return the nearest point with x >= 0 and entries that sum to ``total``, shape (n,).

    x = max(v - theta, 0): sorting v tells which entries stay positive, and they tell theta.  O(n log n).
    ValueError unless total > 0.
    """
    if not total > 0:
        raise ValueError(f"total is {total}; it must be positive")
    v = v - np.max(v)  # the answer is the same, and large numbers do not cancel in the sums
    largest_first = np.sort(v)[::-1]
    thetas = (np.cumsum(largest_first) - total) / np.arange(1, v.size + 1)
    theta = thetas[np.flatnonzero(largest_first > thetas)[-1]]
    return np.maximum(v - theta, 0.0)


def project_spectral_norm(matrix: np.ndarray, bound: float = 1.0) -> np.ndarray:
    """Return the nearest matrix, in the Frobenius norm, whose singular values are at most ``bound``.

    Large singular values are cut and small ones stay.  Spectral normalisation divides them all by the
    largest: another map, which makes small matrices larger.  ValueError where the bound is negative.
    """
    _not_negative(bound=bound)
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    return left * np.minimum(values, bound) @ right


# Methods ------------------------------------------------------------------------------------------


@dataclass
class ConstrainedResult(Result):
    """What a run found, in SciPy's words; ``jac`` is the gradient of f.

    ``violation`` is the largest |c_i(x)|, or |x - z| in ADMM; ``multipliers`` are those of c, or rho u.
    """

    violation: float = 0.0
    multipliers: np.ndarray = field(default_factory=lambda: np.zeros(0))

    @property
    def message(self) -> str:
        """Why the run ended, in words."""
        if self.status is Status.CONVERGED:
            return "the optimality conditions hold to the tolerance"
        if self.status is Status.LINE_SEARCH_FAILED:
            return "no step along the projected gradient decreases f enough"
        return self.status.value


def projected_gradient(
    problem: Problem,
    project: Callable[[np.ndarray], np.ndarray],
    x0: np.ndarray | None = None,
    gtol: float = 1e-6,
    max_iterations: int = 1000,
    c1: float = 1e-4,
) -> ConstrainedResult:
    """Return the result of projected gradient steps from the projection of ``x0`` (the problem's start).

    It converges where |P(x - grad f(x)) - x|, in the largest entry, is at most ``gtol``.  Steps are halved
    until f falls by ``c1`` g.(x - x_new), and the first trial is twice the last step.  ``project`` returns
    the nearest point of a closed convex set.  ValueError where gtol or max_iterations is negative.
    """
    tests = StoppingTests(gtol, None, np.inf, max_iterations)
    problem, counts = counting(problem)
    x = project(np.array(problem.start if x0 is None else x0, dtype=float))
    value, g, alpha, trace = float(problem.f(x)), problem.grad(x), 0.5, [x]
    while (status := _reason(tests, value, g, project(x - g) - x, len(trace) - 1)) is None:
        found = _arc_search(problem.f, project, x, value, g, 2 * alpha, c1)
        if found is None:
            status = Status.LINE_SEARCH_FAILED
            break
        alpha, x, value = found
        g = problem.grad(x)
        trace.append(x)
    nit = len(trace) - 1
    return ConstrainedResult(x, value, g, status, nit, counts.f, counts.grad, counts.hess, trace)


def _reason(tests: StoppingTests, value, g, measure, nit) -> Status | None:
    """Return why to stop, or None; ``measure`` is what has to vanish at a solution."""
    if not np.all(np.isfinite(g)):
        return Status.NOT_FINITE
    return tests.reason(value, np.inf, measure, nit)


def _arc_search(f, project, x, value, g, alpha, c1, max_trials=60):
    """Return (alpha, x_new, f there) on the path of projections, or None where no step is good enough."""
    for _ in range(max_trials):
        trial = project(x - alpha * g)
        found = float(f(trial))
        # No comparison with NaN is true; -inf is refused by name.
        if np.isfinite(found) and found <= value - c1 * (g @ (x - trial)) and np.any(trial != x):
            return alpha, trial, found
        alpha /= 2
    return None


def augmented_lagrangian(
    problem: Problem,
    c: Callable[[np.ndarray], np.ndarray],
    jacobian: Callable[[np.ndarray], np.ndarray],
    x0: np.ndarray | None = None,
    mu: float = 10.0,
    tol: float = 1e-6,
    max_iterations: int = 50,
) -> ConstrainedResult:
    """Return the result of minimising f where c(x) = 0 (algorithm 17.4, without bounds).

    ``c(x)`` has shape (m,), ``jacobian(x)`` (m, n).  Each of at most ``max_iterations`` rounds minimises
    the augmented Lagrangian by BFGS; where c has not shrunk to a quarter, ``mu`` grows tenfold.  It
    converges where the largest entries of c and of grad f - J'lambda are at most ``tol``.  ``multipliers``
    is lambda.  ValueError unless mu > 0, or where tol or max_iterations is negative.
    """
    if not mu > 0:
        raise ValueError(f"mu is {mu}; it must be positive")
    tests = StoppingTests(tol, None, np.inf, max_iterations)
    problem, counts = counting(problem)
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    value, g, violated = float(problem.f(x)), problem.grad(x), np.asarray(c(x), dtype=float)
    multipliers, trace = np.zeros(violated.size), [x]

    def measure():
        return np.append(violated, g - jacobian(x).T @ multipliers)

    while (status := _reason(tests, value, g, measure(), len(trace) - 1)) is None:
        priced = _priced(problem, c, jacobian, multipliers, mu)
        x = minimise_bfgs(priced, x, gtol=tol / 2, trace=False).x
        value, g, before, violated = float(problem.f(x)), problem.grad(x), violated, np.asarray(c(x))
        multipliers = multipliers - mu * violated
        if np.linalg.norm(violated) > np.linalg.norm(before) / 4:
            mu *= 10
        trace.append(x)
    calls = (counts.f, counts.grad, counts.hess)
    size = float(np.abs(violated).max(initial=0.0))
    return ConstrainedResult(
        x, value, g, status, len(trace) - 1, *calls, trace, violation=size, multipliers=multipliers
    )


def _priced(problem: Problem, c, jacobian, multipliers, mu) -> Problem:
    """Return the augmented Lagrangian as a problem in x (equation 17.36)."""

    def f(x):
        violated = c(x)
        return float(problem.f(x) - multipliers @ violated + mu * (violated @ violated) / 2)

    def grad(x):
        return problem.grad(x) + jacobian(x).T @ (mu * c(x) - multipliers)

    return replace(problem, f=f, grad=grad, hess=None, hvp=None)


@dataclass(frozen=True)
class Split:
    """Where ADMM ended: ``x`` and ``z``, shape (n,), should agree; ``u`` is the multiplier over rho.

    ``primal`` is |x - z| and ``dual`` rho |z - z_before|; ``success`` is true where both met the tolerance.
    """

    x: np.ndarray
    z: np.ndarray
    u: np.ndarray
    primal: float
    dual: float
    nit: int
    status: Status

    @property
    def success(self) -> bool:
        """True where the run converged."""
        return self.status is Status.CONVERGED

    @property
    def message(self) -> str:
        """Why the run ended, in words."""
        return "both residuals are below the tolerance" if self.success else self.status.value


def admm(
    prox_f: Callable[[np.ndarray, float], np.ndarray],
    prox_h: Callable[[np.ndarray, float], np.ndarray],
    x0: np.ndarray,
    rho: float = 1.0,
    tol: float = 1e-6,
    max_iterations: int = 1000,
) -> Split:
    """Return where the alternating direction method of multipliers for f(x) + h(z), x = z, ends.

    ``prox_f(v, rho)`` returns the minimiser of f(x) + rho |x - v|^2 / 2; the projection onto a set is the
    one of the function that is 0 on the set and infinite elsewhere, for every rho.  It converges where both
    residuals are at most ``tol`` sqrt(n).  ValueError unless rho > 0, or where tol or max_iterations is
    negative.
    """
    if not rho > 0:
        raise ValueError(f"rho is {rho}; it must be positive")
    _not_negative(tol=tol, max_iterations=max_iterations)
    x = z = np.array(x0, dtype=float)
    u, primal, dual = np.zeros_like(z), np.inf, np.inf
    for nit in range(1, max_iterations + 1):
        x, before = prox_f(z - u, rho), z
        z = prox_h(x + u, rho)
        u = u + x - z
        primal, dual = float(np.linalg.norm(x - z)), float(rho * np.linalg.norm(z - before))
        if not np.isfinite(primal + dual):
            return Split(x, z, u, primal, dual, nit, Status.NOT_FINITE)
        if max(primal, dual) <= tol * np.sqrt(z.size):
            return Split(x, z, u, primal, dual, nit, Status.CONVERGED)
    return Split(x, z, u, primal, dual, max_iterations, Status.ITERATION_LIMIT)


def soft_threshold(v: np.ndarray, width: float) -> np.ndarray:
    """Return v with every entry moved towards 0 by ``width``: the prox of rho width |x|_1 for this rho.

    ValueError where the width is negative.
    """
    _not_negative(width=width)
    return np.sign(v) * np.maximum(np.abs(v) - width, 0.0)


def _not_negative(**numbers: float) -> None:
    for name, number in numbers.items():
        if not number >= 0:
            raise ValueError(f"{name} is {number}; it must not be negative")
