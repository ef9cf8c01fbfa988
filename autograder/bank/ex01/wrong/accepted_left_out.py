"""The accepted trial is missing from the list.

Part: b

Your list ends with the last trial that was refused. The accepted one, the only row that a caller really
needs, is not there; when the first trial passes, the list is empty.

Next: at what moment do you append a row: before or after you know whether the trial passes?
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
        if passes:
            return rows
        rows.append((alpha, value, passes))
        alpha *= rho
    raise RuntimeError("no trial passes")
