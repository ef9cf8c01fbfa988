"""Nonlinear least squares: Newton's method without the second derivatives of the residuals.

    f(x) = r(x)'r(x),    grad f = 2 J'r,    hess f = 2 J'J + 2 (r_1 hess r_1 + ... + r_m hess r_m)

    Gauss-Newton          J'J p = -J'r:               hess f without its last term
    Levenberg-Marquardt   (J'J + mu I) p = -J'r:      shorter, and nearer to steepest descent, the larger mu

Nocedal & Wright (2006), chapter 10; Levenberg (1944); Marquardt (1963); Nielsen (1999) for mu.  What is left
out vanishes where the residuals do at the solution, or are linear: Gauss-Newton then converges quadratically,
otherwise linearly or not at all; Levenberg-Marquardt does as well once mu has fallen to nothing.  Neither
system is formed: the singular values of J solve both, for every mu, and J'J would square their range.

The problems are sums of squares with ``residuals``, x to r of shape (m,), and ``jacobian``, x to J of shape
(m, n), as numopt.problems.least_squares makes them.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from numopt.descent import Result, Status, StoppingTests, minimise
from numopt.problems import Problem, counting

EPS = np.finfo(float).eps


def gauss_newton_step(r: np.ndarray, J: np.ndarray) -> np.ndarray:
    """Return the p, shape (n,), for which |r + J p| is smallest; the shortest where there are several.

    ``r`` has shape (m,), ``J`` (m, n), of any rank.  Where J'r is not zero, p leads downhill.
    """
    return damped_step(r, np.linalg.svd(J, full_matrices=False), 0.0)


def levenberg_marquardt_step(r: np.ndarray, J: np.ndarray, mu: float) -> np.ndarray:
    """Return the p, shape (n,), with (J'J + mu I) p = -J'r (equation 10.38).

    It minimises |r + J p|^2 + mu |p|^2.  ``r`` has shape (m,), ``J`` (m, n).  ValueError unless mu >= 0;
    for mu = 0 it is the Gauss-Newton step.
    """
    if not mu >= 0:
        raise ValueError(f"mu is {mu}; it must not be negative")
    return damped_step(r, np.linalg.svd(J, full_matrices=False), mu)


def damped_step(r: np.ndarray, svd: tuple, mu: float) -> np.ndarray:
    """Return -V S (S^2 + mu I)^-1 U'r, shape (n,), where ``svd`` is (U, diagonal of S, V') and J = U S V'.

    Singular values at rounding level count as zero, as in numpy.linalg.lstsq.
    """
    u, sizes, vt = svd
    counts = sizes > max(u.shape[0], vt.shape[1]) * EPS * sizes[0]
    u, sizes, vt = u[:, counts], sizes[counts], vt[counts]
    return -vt.T @ (sizes / (sizes**2 + mu) * (u.T @ r))


def gauss_newton(problem: Problem, x0: np.ndarray | None = None, **settings) -> Result:
    """Return the result of Gauss-Newton steps with a line search; ``settings`` are those of minimise.

    ``nfev`` counts the residual vectors, ``njev`` the Jacobians.  ValueError where the problem has none.
    """
    _must_have_residuals(problem)
    r, J = _last(problem.residuals), _last(problem.jacobian)
    same = replace(problem, f=lambda x: float(r(x) @ r(x)), grad=lambda x: 2 * J(x).T @ r(x))
    return minimise(same, lambda _problem, x, _g: gauss_newton_step(r(x), J(x)), x0, **settings)


def _last(function):
    """Return the same function with a memory of its last point: asked there again, it evaluates nothing."""
    point, value = None, None

    def remembered(x):
        nonlocal point, value
        if point is None or not np.array_equal(x, point):
            point, value = x.copy(), function(x)
        return value

    return remembered


def _must_have_residuals(problem: Problem) -> None:
    if problem.residuals is None or problem.jacobian is None:
        raise ValueError(f"the problem {problem.name} has no residuals and jacobian")


# Levenberg and Marquardt --------------------------------------------------------------------------


@dataclass(frozen=True)
class Damped:
    """One step tried: its mu, the actual over the predicted decrease of f, and whether it was taken.

    ``ratio`` is NaN where the predicted decrease is at rounding level, -infinity where f is not finite.
    """

    mu: float
    ratio: float
    accepted: bool


@dataclass
class LeastSquaresResult(Result):
    """What a run found, in SciPy's words; ``fun`` is f = r'r and ``jac`` its gradient 2 J'r.

    ``nit`` counts the steps tried, rejected ones too; ``nfev`` the residual vectors, ``njev`` the Jacobians.
    ``residuals`` has shape (m,); ``steps`` holds the records of the steps.
    """

    residuals: np.ndarray | None = None
    steps: list[Damped] = field(default_factory=list)


def levenberg_marquardt(
    problem: Problem,
    x0: np.ndarray | None = None,
    tau: float = 1e-3,
    gtol: float = 1e-6,
    norm: float = np.inf,
    max_iterations: int = 1000,
    callback=None,
) -> LeastSquaresResult:
    """Return the result of damped steps from ``x0`` (the problem's start) until |2 J'r| <= ``gtol``.

    The first mu is ``tau`` times the largest entry of J'J: small for a start that is believed to be near.
    Where a step does well mu falls, to a third at most; where f does not fall, it grows, faster each time
    (Nielsen 1999).  ``norm`` is the order of that of the gradient; ``callback(x)`` sees every new iterate.
    ValueError unless 0 < tau < infinity, where gtol or max_iterations is negative, and where the problem
    has no residuals.
    """
    if not 0 < tau < np.inf:
        raise ValueError(f"tau is {tau}; it must be positive and finite")
    tests = StoppingTests(gtol, None, norm, max_iterations)
    _must_have_residuals(problem)
    problem, counts = counting(problem)
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    r, J = problem.residuals(x), problem.jacobian(x)
    mu, growth, svd = tau * np.max(np.sum(J**2, axis=0)), 2.0, None
    trace, steps = [x], []
    while (status := tests.reason(r @ r, np.inf, 2 * J.T @ r, len(steps))) is None:
        if svd is None:  # after a rejected step it is the same one
            svd = np.linalg.svd(J, full_matrices=False)
        p = damped_step(r, svd, mu)
        trial = problem.residuals(x + p)
        ratio = gain_ratio(r, J, mu, p, trial)
        # At rounding level what does not raise f will do, if it moves.
        accepted = bool(ratio > 0 or (np.isnan(ratio) and trial @ trial <= r @ r and np.any(x + p != x)))
        steps.append(Damped(float(mu), ratio, accepted))
        if np.isnan(ratio) and not accepted:
            status = Status.NO_PROGRESS
            break
        if accepted:
            x, r, J, svd = x + p, trial, problem.jacobian(x + p), None
            mu, growth = mu * max(1 / 3, 1 - (2 * ratio - 1) ** 3), 2.0  # a third where ratio is NaN
            trace.append(x)
            if callback:
                callback(x)
        else:
            mu, growth = mu * growth, 2 * growth
    calls = (counts.residuals, counts.jacobian, 0)
    found = (x, float(r @ r), 2 * J.T @ r, status, len(steps), *calls, trace)
    return LeastSquaresResult(*found, residuals=r, steps=steps)


def gain_ratio(r: np.ndarray, J: np.ndarray, mu: float, p: np.ndarray, trial: np.ndarray) -> float:
    """Return the actual decrease of f from r to ``trial``, both of shape (m,), over the predicted one.

    NaN where the predicted decrease is at rounding level, -infinity where the trial is not finite.  For p
    with (J'J + mu I) p = -J'r the predicted decrease |r|^2 - |r + J p|^2 is |J p|^2 + 2 mu |p|^2: a sum, in
    which nothing cancels.
    """
    value, found = r @ r, trial @ trial
    predicted = (J @ p) @ (J @ p) + 2 * mu * (p @ p)
    if predicted <= 10 * EPS * value:
        return float("nan")
    return float((value - found) / predicted) if np.isfinite(found) else -np.inf
