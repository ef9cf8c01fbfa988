"""The slope is taken to be -|p|^2, whatever the gradient is.

Part: a

Your bound uses the squared length of p. It equals the slope only where p is the negative gradient
itself. Scale p by two, or f by a thousand, and the bound no longer fits the function.

Next: multiply f by 1000 and keep p: which terms of the Armijo condition should become 1000 times larger, and does yours?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), -(p @ p) * (1.0 if grad_f(x) @ p < 0 else -1.0)
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
