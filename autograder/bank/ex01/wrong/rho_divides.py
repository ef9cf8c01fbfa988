"""The step is divided by rho instead of multiplied.

Part: a

Your trials grow: alpha0, alpha0/rho, alpha0/rho^2, ... A first trial that is too long is followed by longer
ones, and unless the first one passes, none ever does.

Next: print the first five trials. Do they get shorter?
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
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha /= rho
    raise RuntimeError("no trial passes")
