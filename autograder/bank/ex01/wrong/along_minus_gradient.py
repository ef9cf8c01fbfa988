"""The search goes along -g instead of p.

Part: a

Your trial points are x - alpha g, whatever p is. For p = -g that is the same; for any other direction
you return a step that was measured somewhere else, and the caller will use it along p.

Next: call your function with a p that is not the negative gradient and print the points at which f is evaluated.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x - alpha * grad_f(x)
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
