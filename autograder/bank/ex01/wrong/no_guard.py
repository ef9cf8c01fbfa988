"""Directions that lead uphill are not refused.

Part: a

Your search was given a direction along which f rises, or does not change, and raised no ValueError. It
shortens the step until rounding makes some trial pass, or until the trials run out. Whoever called it made
a mistake further up (a sign, a matrix that is not positive definite) and never hears of it.

Next: what do you know about g.p before the first trial, and what should happen when it is not negative?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
