"""A trial point that rounds to x itself passes.

Part: a

Your search accepted a step so short that x + alpha p is x in floating point. The values are equal and the
bound differs from them by less than rounding, so the condition holds, but nothing was gained, and a loop
around the search would go on for ever.

Next: compare the trial point with x, not only their values.
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
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope:
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
