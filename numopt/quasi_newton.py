"""Quasi-Newton methods: the inverse Hessian learnt from differences of gradients.

    s = x_{k+1} - x_k,    y = g_{k+1} - g_k,    H_{k+1} y = s    (the secant equation)
    BFGS:  H <- (I - rho s y') H (I - rho y s') + rho s s',    rho = 1 / s'y

Nocedal & Wright (2006), sections 6.1, 7.1 and 7.2.
"""

import numpy as np

from numopt.line_search import strong_wolfe

CURVATURE = 1e-10  # a pair with s'y <= CURVATURE |s| |y| is not used


def is_usable(s: np.ndarray, y: np.ndarray) -> bool:
    """Return whether the pair has curvature that an update can build on; the test has no units."""
    return bool(s @ y > CURVATURE * np.linalg.norm(s) * np.linalg.norm(y))


def bfgs_inverse_update(inverse: np.ndarray, s: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the BFGS update of the inverse Hessian, shape (n, n): a change of rank two (equation 6.17).

    ``inverse`` is symmetric, ``s`` and ``y`` have shape (n,) with s'y > 0.  Costs O(n^2).
    """
    rho = 1.0 / (s @ y)
    hy = inverse @ y
    # (I - rho s y') H (I - rho y s') + rho s s', multiplied out.
    return inverse - rho * (np.outer(s, hy) + np.outer(hy, s)) + rho * (rho * (y @ hy) + 1) * np.outer(s, s)


def two_loop(g: np.ndarray, s_list, y_list) -> np.ndarray:
    """Return H g, where H comes from the pairs (oldest first) by BFGS from a multiple of I (algorithm 7.4).

    The multiple is s'y / y'y of the newest usable pair, 1 without any; other pairs are left out.
    """
    pairs = [(s, y, 1.0 / (s @ y)) for s, y in zip(s_list, y_list, strict=True) if is_usable(s, y)]
    q, weights = g.astype(float), []
    for s, y, rho in reversed(pairs):
        weights.append(rho * (s @ q))
        q = q - weights[-1] * y
    if pairs:
        s, y, _ = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y, rho), weight in zip(pairs, reversed(weights), strict=True):
        q = q + (weight - rho * (y @ q)) * s
    return q


def lbfgs(f, grad_f, x0: np.ndarray, m: int = 5, tol: float = 1e-6, max_iter: int = 500):
    """Return (x, gradient norms): L-BFGS with strong Wolfe steps and at most ``m`` pairs (algorithm 7.5).

    Stops where the 2-norm of the gradient is below ``tol``, after ``max_iter`` steps, or where the line
    search finds no step any more.
    """
    x, g = x0.copy(), grad_f(x0)
    norms, s_list, y_list = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -two_loop(g, s_list, y_list)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x + step)
        s_list, y_list = [*s_list, step][-m:], [*y_list, g_new - g][-m:]
        x, g = x + step, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
