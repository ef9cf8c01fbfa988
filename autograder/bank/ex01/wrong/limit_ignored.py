"""max_backtracks is not used.

Part: a

Your search makes the same number of trials whatever max_backtracks says. A caller who pays for every
evaluation of f cannot bound the price, and where no trial can pass you try far more of them than allowed.

Next: count the evaluations of f with max_backtracks = 4.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(61):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
