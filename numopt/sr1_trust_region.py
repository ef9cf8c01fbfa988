"""SR1 in a trust region: curvature learnt from gradients, negative curvature too.

    s = p, taken or not,    y = grad f(x + s) - g,    r = y - B s
    B <- B + r r' / r's     unless |r's| < SKIP |r| |s|

Nocedal & Wright (2006), algorithm 6.2 and equation 6.26.  A BFGS matrix is positive definite and must be kept
so; this one follows the Hessian wherever it goes, and the trust region does not mind.  A rejected step
teaches too: just where the model was wrong.
"""

import numpy as np

from numopt.descent import Status, StoppingTests
from numopt.problem import Problem, counting
from numopt.quasi_newton import SKIP
from numopt.subproblem import exact_step
from numopt.trust_region import TrustRegionResult, attempt


def sr1_update(B: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the SR1 update of the Hessian, shape (n, n): a change of rank one with B s = y (equation 6.24).

    Where the denominator is as good as zero, or not finite, B is returned as it is.
    """
    r = y - B @ s
    product = float(r @ s)
    # The comparison is false for NaN, so that a gradient that is not finite changes nothing.
    if SKIP * np.linalg.norm(r) * np.linalg.norm(s) <= abs(product) < np.inf and product != 0:
        return B + np.outer(r, r) / product
    return B


def sr1_trust_region(
    problem: Problem,
    subproblem=exact_step,
    x0: np.ndarray | None = None,
    B0: np.ndarray | None = None,
    initial_trust_radius: float = 1.0,
    max_trust_radius: float = 1000.0,
    eta: float = 1e-3,
    gtol: float = 1e-6,
    norm: float = np.inf,
    max_iterations: int = 1000,
) -> TrustRegionResult:
    """Return the result of algorithm 6.2 from ``x0`` (the problem's start), without Hessians of f.

    ``B0``, shape (n, n), is the first matrix: the identity by default.  ``subproblem`` and the other
    arguments are those of numopt.trust_region; ``nhev`` is 0, and rejected steps cost a gradient too.
    ValueError unless 0 <= eta < 0.25 and 0 < initial_trust_radius <= max_trust_radius.
    """
    if not 0 <= eta < 0.25:
        raise ValueError(f"eta is {eta}; it lies between 0 and 0.25")
    if not 0 < initial_trust_radius <= max_trust_radius:
        raise ValueError(f"the radius {initial_trust_radius} does not lie between 0 and {max_trust_radius}")
    tests = StoppingTests(gtol, None, norm, max_iterations)
    problem, counts = counting(problem)
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    B = np.eye(x.size) if B0 is None else np.array(B0, dtype=float)
    value, g = float(problem.f(x)), problem.grad(x)
    trace, attempts, radii = [x], [], [initial_trust_radius]
    while (status := tests.reason(value, np.inf, g, len(attempts))) is None:
        step = subproblem(g, B, radii[-1])
        tried = attempt(problem.f, x, value, step, radii[-1], max_trust_radius, eta)
        attempts.append(tried)
        radii.append(tried.radius)
        if not tried.accepted and (np.isnan(tried.ratio) or np.array_equal(tried.x, x)):
            status = Status.NO_PROGRESS
            break
        if not np.isfinite(tried.value):
            continue  # nothing to learn there; the radius has shrunk
        g_trial = problem.grad(tried.x)
        B = sr1_update(B, tried.x - x, g_trial - g)
        if tried.accepted:
            x, value, g = tried.x, tried.value, g_trial
            trace.append(x)
    calls = (counts.f, counts.grad, counts.hess)
    return TrustRegionResult(
        x, value, g, status, len(attempts), *calls, trace, radii=radii, attempts=attempts
    )
