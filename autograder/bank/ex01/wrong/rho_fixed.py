"""rho is taken to be a half, whatever the caller says.

Part: a

Your search shortens the step by a half whatever rho is. With rho = 0.5 nothing shows; with any other
rho your trials lie elsewhere than asked, and the step you return is not one of alpha0, rho alpha0, ...

Next: run it with rho = 0.8 and print the trials. What is the ratio of one to the one before?
"""

import numpy as np


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    f0, slope = f(x), grad_f(x) @ p
    if not slope < 0:
        raise ValueError(f"the slope g.p is {slope}")
    alpha = alpha0
    for _ in range(max_backtracks + 1):
        point = x + alpha * p
        value = f(point)
        if np.isfinite(value) and value <= f0 + c1 * alpha * slope and np.any(point != x):
            return alpha
        alpha /= 2
    raise RuntimeError("no trial passes")
