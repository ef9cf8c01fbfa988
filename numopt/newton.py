"""Newton's method: directions from the second derivatives.

    B p = -g,    B = H where H is positive definite, otherwise a positive definite neighbour of H

Nocedal & Wright (2006), sections 3.3 and 3.4.  The directions differ in that neighbour alone:

    newton_direction            B = I
    absolute_newton_direction   B = V |Lambda| V',    H = V Lambda V'
    shifted_newton_direction    B = H + tau I
    modified_newton_direction   B = L (D + F) L',     H = L D L'
"""

from dataclasses import replace

import numpy as np
import scipy.linalg

from numopt.derivatives import hessian_from_gradients, scaled_steps
from numopt.descent import Result, Status, minimise
from numopt.problems import Problem

EPS = np.finfo(float).eps


def newton_direction(g: np.ndarray, hess: np.ndarray) -> np.ndarray:
    """Return -H^-1 g where H is positive definite, otherwise the steepest descent direction -g.

    ``g`` has shape (n,), ``hess`` (n, n), symmetric.
    """
    try:
        factor = scipy.linalg.cho_factor(hess)
    except scipy.linalg.LinAlgError:
        return -g
    return -scipy.linalg.cho_solve(factor, g)


def absolute_newton_direction(g: np.ndarray, hess: np.ndarray, floor: float = 1e-8) -> np.ndarray:
    """Return -|H|^-1 g: every eigenvalue of H by its magnitude (section 3.4, eigenvalue modification).

    That is Newton's own direction where H is positive definite; elsewhere no magnitude counts as less than
    ``floor`` times the largest.
    """
    values, vectors = np.linalg.eigh(hess)
    if not _are_positive(values):
        values = np.maximum(np.abs(values), floor * (np.abs(values).max() or 1.0))
    return -vectors @ ((vectors.T @ g) / values)


def shifted_newton_direction(g: np.ndarray, hess: np.ndarray, beta: float = 1e-3) -> np.ndarray:
    """Return -(H + tau I)^-1 g, tau >= 0 and H + tau I positive definite (algorithm 3.3).

    tau starts at 0 where the diagonal is positive, otherwise at what makes it so, and doubles until the
    Cholesky factorisation succeeds.  ``beta`` is the smallest shift, in units of the largest entry of H.
    ValueError unless beta > 0.
    """
    if not beta > 0:
        raise ValueError(f"beta is {beta}; it must be positive")
    smallest = beta * (np.abs(hess).max() or 1.0)
    lowest = hess.diagonal().min()
    tau = 0.0 if lowest > 0 else smallest - lowest
    while True:
        try:
            factor = scipy.linalg.cho_factor(hess + tau * np.eye(g.size))
        except scipy.linalg.LinAlgError:
            tau = max(2 * tau, smallest)
        else:
            return -scipy.linalg.cho_solve(factor, g)


def modified_newton_direction(g: np.ndarray, hess: np.ndarray, delta: float | None = None) -> np.ndarray:
    """Return -(H + E)^-1 g, where E = 0 if H is positive definite (Cheng and Higham 1998; section 3.4).

    H = L D L' with L triangular (in some order of rows) and D of blocks 1 x 1 and 2 x 2, which has as many
    negative eigenvalues as H.  Where it has any, those below ``delta`` are raised to it: one factorisation,
    however far H is from positive definite.  By default delta is sqrt(eps) times the Frobenius norm of H.
    ValueError unless delta > 0.
    """
    if delta is None:
        delta = np.sqrt(EPS) * (np.linalg.norm(hess) or 1.0)
    if not delta > 0:
        raise ValueError(f"delta is {delta}; it must be positive")
    lower, blocks, order = scipy.linalg.ldl(hess)
    # D is tridiagonal, so its eigenvalues cost O(n^2).
    values, vectors = scipy.linalg.eigh_tridiagonal(blocks.diagonal(), blocks.diagonal(1))
    lower = lower[order]
    y = scipy.linalg.solve_triangular(lower, -g[order], lower=True, unit_diagonal=True)
    if not _are_positive(values):
        values = np.maximum(values, delta)
    z = vectors @ ((vectors.T @ y) / values)
    p = np.empty_like(z)
    p[order] = scipy.linalg.solve_triangular(lower, z, lower=True, trans="T", unit_diagonal=True)
    return p


def _are_positive(values: np.ndarray) -> bool:
    """Return whether all of the eigenvalues, in ascending order, are positive beyond rounding."""
    return bool(values[0] > values.size * EPS * values[-1] > 0)


def newton(problem: Problem, x0=None, direction=newton_direction, **settings) -> Result:
    """Return the result of damped Newton steps; ``settings`` are those of minimise.

    ``direction(g, hess)`` is one of the four above.  A Hessian that is not finite ends the run with
    Status.NOT_FINITE.  ValueError where the problem has no ``hess``.
    """
    if problem.hess is None:
        raise ValueError(f"the problem {problem.name} has no hess; difference_newton does without")
    return _damped(problem, lambda counted, x: counted.hess(x), x0, direction, settings)


def difference_newton(
    problem: Problem, x0=None, direction=newton_direction, epsilon: float | None = None, **settings
) -> Result:
    """Return the result of damped Newton steps with Hessians from 2n gradients each; ``hess`` is not used.

    They are symmetric, by central differences with steps of ``epsilon`` max(1, |x_i|) (section 8.1; by
    default the steps of numopt.derivatives).  ``njev`` counts these gradients too.  ValueError unless
    epsilon > 0.
    """
    if epsilon is not None and not epsilon > 0:
        raise ValueError(f"epsilon is {epsilon}; it must be positive")

    def hessian(counted, x):
        lengths = None if epsilon is None else scaled_steps(x, epsilon)
        return hessian_from_gradients(counted.grad, x, lengths)

    return _damped(problem, hessian, x0, direction, settings)


def _damped(problem, hessian, x0, direction, settings) -> Result:
    """Return the result of minimise with ``direction``, where ``hessian(counted problem, x)`` returns H."""
    finite = True

    def step(counted, x, g):
        nonlocal finite
        hess = hessian(counted, x)
        finite = bool(np.all(np.isfinite(hess)))
        if not finite:
            return np.full_like(g, np.nan)  # no direction: the driver stops
        p = direction(g, hess)
        return p if g @ p < 0 else -g  # a factorisation that only just succeeds may point uphill

    found = minimise(problem, step, x0, **settings)
    return found if finite else replace(found, status=Status.NOT_FINITE)
