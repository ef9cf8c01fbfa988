"""When no trial passes, the last step is returned.

Part: a

Your search ran out of trials and returned the last alpha as if it had been accepted. The caller cannot
tell this from success: it takes a step that does not decrease f enough, and the real trouble (a wrong gradient,
most often) stays hidden.

Next: after the loop, what do you know about all trials? Tell the caller.
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
        alpha *= rho
    return alpha
