"""The comparison points the wrong way.

Part: a

Your search accepts a trial when its value lies above the bound, so it returns steps that climb,
usually the very first one. A descent method built on it runs away: each step lands higher than the one before.

Next: take one trial by hand, with its value and its bound. Which of the two should be the smaller one?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value >= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
