"""Each value stands beside the step of the next trial.

Part: b

Your rows pair the value of one trial with the step of the following one: alpha had been reduced before the
row was written. The accepted step is right only by its own row, and the curve drawn from the list is shifted.

Next: in which order do you evaluate f, write the row and reduce alpha?
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
        rows.append((alpha if passes else rho * alpha, value, passes))
        if passes:
            return rows
        alpha *= rho
    raise RuntimeError("no trial passes")
