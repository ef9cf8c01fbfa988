"""A slope of exactly zero is taken for a descent direction.

Part: a

Your guard refuses directions that climb, but lets g.p = 0 through. There the Armijo condition asks for no
decrease at all; at a stationary point, or for p = 0, the search then moves nowhere and calls it success, or
runs through all its trials.

Next: which of <, <=, > and >= does your guard use, and what does it say about zero?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if slope > 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
