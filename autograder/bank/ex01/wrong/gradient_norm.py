"""The slope is taken to be -|g|^2, whatever p is.

Part: a

Your bound uses the squared norm of the gradient. That is the slope along the negative gradient and
along no other direction: where p is longer, shorter or turned, the bound leans too much or too little.

Next: by how much does f change, to first order, for a small step along p? Compare that with the number you use.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), -(grad_f(x) @ grad_f(x)) * (1.0 if grad_f(x) @ p < 0 else -1.0)
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
