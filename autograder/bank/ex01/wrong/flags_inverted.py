"""The third entry says refused instead of accepted.

Part: b

Your rows end with True where the trial was refused and with False where it was accepted. The numbers are
right, but a picture drawn from the list would colour every point the wrong way.

Next: read the last row of your list aloud: (alpha, value, accepted).
"""

import numpy as np


def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    rows, alpha = [], alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        passes = bool(np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x))
        rows.append((alpha, value, not passes))
        if passes:
            return rows
        alpha *= rho
    raise RuntimeError("no trial passes")
