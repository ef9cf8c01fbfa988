"""The caller's x is changed.

Part: a

After your search the array x of the caller holds another point: += on an array changes it in place, and
the array belongs to the caller. The next line of the caller's program works with a point that it never chose.

Next: which of your statements assign to x, or to a part of it? Does each make a new array?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    start, alpha = x.copy(), alpha0
    for _ in range(max_backtracks + 1):
        x += alpha * p
        point = x.copy()
        value = f(point)
        if (
            np.isfinite(value)
            and value <= f0 + c1 * alpha * slope
            and np.any(p != 0)
            and np.any(start + alpha * p != start)
        ):
            return alpha
        x -= alpha * p
        alpha *= rho
    raise RuntimeError("no trial passes")
