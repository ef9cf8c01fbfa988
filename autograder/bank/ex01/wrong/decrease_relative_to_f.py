"""The decrease is measured against f, not against the slope.

Part: a

You ask for a decrease by the part c1 of f(x). Whether that is much or little depends on the zero level of f, which nobody
chose: add 1000 to f, and other steps pass.

Next: try f and f + 1000 on the same line.
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    m = grad_f(x) @ p
    if m >= 0:
        raise ValueError(f"slope {m}")
    a = alpha0
    for _ in range(max_backtracks + 1):
        y = x + a * p
        if np.isfinite(f(y)) and f(y) <= (1 - c1) * f(x) and np.any(y != x):
            return a
        a *= rho
    raise RuntimeError(f"no step above {a}")
