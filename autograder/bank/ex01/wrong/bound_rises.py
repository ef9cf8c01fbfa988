"""The bound lies above f(x) and rises with alpha.

Part: a

Your search accepts steps at which f is higher than at x. That happens when the slope term is
subtracted: g.p is negative, so subtracting it lifts the bound. With c1 = 1e-4 the bound is lifted by so
little that nothing shows; with c1 = 0.5 the search climbs.

Next: draw the bound as a line over alpha. In which direction should it lean, and does it?
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
        if np.isfinite(value) and value <= f0 - c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
