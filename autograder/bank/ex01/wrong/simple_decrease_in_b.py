"""Any decrease of f ends the list.

Part: b

Your list ends at the first trial where f is lower than at x, whatever c1 is. The list of (b) should end where
the search of (a) ends: at the first trial that meets the Armijo condition.

Next: compare the last row with what armijo_backtrack returns for c1 = 0.5.
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
        passes = bool(np.isfinite(value) and value < f0 and np.any(point != x))
        rows.append((alpha, value, passes))
        if passes:
            return rows
        alpha *= rho
    raise RuntimeError("no trial passes")
