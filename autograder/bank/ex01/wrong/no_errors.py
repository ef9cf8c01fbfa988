"""Where (a) raises, a list comes back.

Part: b

Your function returned a list of trials although none of them passed, or although p leads uphill. A caller who
takes the last row for the accepted one then goes a step that nobody approved of.

Next: which two errors does part (a) raise, and where would they stand here?
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
        rows.append((alpha, value, passes))
        if passes:
            return rows
        alpha *= rho
    return rows
