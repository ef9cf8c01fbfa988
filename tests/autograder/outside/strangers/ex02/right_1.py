"""right
Home-made recursive Cholesky factorisation in plain Python, forward/backward substitution, steepest descent where a pivot is
not positive; own Armijo loop inside newton_minimize with a running f value.
"""
import math
import numpy as np


def _chol(a):
    """lower factor or None; recursion on the Schur complement"""
    d = a[0, 0]
    if not (math.isfinite(d) and d > 0.0):
        return None
    if a.shape[0] == 1:
        return np.array([[math.sqrt(d)]])
    col = a[1:, 0]
    below = _chol(a[1:, 1:] - np.outer(col, col) / d)
    if below is None:
        return None
    n = a.shape[0]
    factor = np.zeros((n, n))
    factor[0, 0] = math.sqrt(d)
    factor[1:, 0] = col / factor[0, 0]
    factor[1:, 1:] = below
    return factor


def newton_step(grad, hess):
    if not np.any(grad):
        return np.zeros_like(grad, dtype=float)
    factor = _chol(np.array(hess, dtype=float))
    if factor is None:
        return -1.0 * grad
    n = len(grad)
    z = [0.0] * n
    for i in range(n):
        z[i] = (-grad[i] - sum(factor[i, j] * z[j] for j in range(i))) / factor[i, i]
    p = [0.0] * n
    for i in reversed(range(n)):
        p[i] = (z[i] - sum(factor[j, i] * p[j] for j in range(i + 1, n))) / factor[i, i]
    return np.array(p)


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x = np.array(x0, dtype=float)
    fx, g = f(x), grad_f(x)
    norms = [math.sqrt(g @ g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(g, hess_f(x))
        slope = g @ p
        alpha, found = 1.0, False
        while not found and alpha > 1e-18:
            y = x + alpha * p
            fy = f(y)
            if math.isfinite(fy) and fy <= fx + 1e-4 * alpha * slope and (y != x).any():
                found = True
            else:
                alpha /= 2
        if not found:
            break
        x, fx, g = y, fy, grad_f(y)
        norms.append(math.sqrt(g @ g))
    return x, np.array(norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    y = x + alpha * p
    before, after = float(grad_f(x) @ p), float(grad_f(y) @ p)
    fy = float(f(y))
    return (math.isfinite(fy) and fy <= f(x) + c1 * alpha * before), after >= c2 * before, abs(after) <= c2 * abs(before)
