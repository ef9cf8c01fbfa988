"""The bound does not depend on alpha.

Part: a

Your search compares every trial with the same bound f(x) + c1 g.p. A short step cannot deliver the
decrease that was promised for a step of length 1, so for a demanding c1 no trial ever passes, or only
one that is better than it has to be.

Next: the promise of the slope is proportional to the length of the step. Which quantity has to change from trial to trial?
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
        if np.isfinite(value) and value <= f0 + c1 * slope and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
