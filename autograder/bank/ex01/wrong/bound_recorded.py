"""The bound is listed in place of the value.

Part: b

The second entry of your rows is the bound f(x) + c1 alpha g.p, not the value f(x + alpha p). The bound falls
on a straight line and can be had from any two trials; the values are what the search found out.

Next: plot your second entries over alpha. Do they lie on the curve or on the line?
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
        rows.append((alpha, f0 + c1 * alpha * slope, passes))
        if passes:
            return rows
        alpha *= rho
    raise RuntimeError("no trial passes")
