"""Trials that are not finite are left out of the list.

Part: b

Your list skips the trials whose value is NaN or infinite. They were tried, they cost an evaluation each, and
they are the most interesting rows of all: they show where f stops being defined.

Next: what does the list tell somebody who wants to know why the first accepted step is so short?
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
        if np.isfinite(value):
            rows.append((alpha, value, passes))
        if passes:
            return rows
        alpha *= rho
    raise RuntimeError("no trial passes")
