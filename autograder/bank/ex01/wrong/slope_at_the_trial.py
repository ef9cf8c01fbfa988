"""The slope is taken at the trial point.

Part: a

The bound uses the gradient at x + alpha p. The line of the Armijo condition starts at x with the slope there; near a
minimum along p the slope at the trial is nearly zero, and long steps pass.

Next: how often do you call grad_f, and where?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= f(x) + c1 * a * (grad_f(y) @ p) and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
