"""alpha0 itself is never tried.

Part: a

Your first trial is rho alpha0. Where alpha0 would have passed you return a step that is too short,
and the full step of a Newton method, which is what makes it fast, would never be taken.

Next: at which alpha do you evaluate f first? Print it.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = rho * alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
