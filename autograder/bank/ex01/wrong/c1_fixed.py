"""c1 is 1e-4, whatever the caller says.

Part: a

Your search uses its own c1. With the default nothing shows; a caller who asks for c1 = 0.5 gets the step
of c1 = 1e-4, which is too long for what was asked.

Next: where in your function does the argument c1 occur?
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
        if np.isfinite(value) and value <= f0 + 1e-4 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
