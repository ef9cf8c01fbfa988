"""Each reduction multiplies by a further power of rho.

Part: a

Your trials shrink ever faster: alpha0, rho alpha0, rho^3 alpha0, ... because the already reduced step
is multiplied by rho^j. A step that would have passed is jumped over, and the one you return is shorter
than it needs to be.

Next: write down your first four trials for alpha0 = 1 and rho = 0.5.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for j in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho ** (j + 1)
    raise RuntimeError("no trial passes")
