"""A trial whose value is minus infinity passes.

Part: a

Your search accepted a step at which f is minus infinity. That number is below every bound, but it is no
point that a method can continue from: the next bound, gradient and step are not finite. It usually means
that f overflowed or left its domain.

Next: which values does your condition let through that are not numbers one can calculate with?
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
        if value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
