"""Any decrease of f is enough.

Part: a

Your search stops at the first trial where f is lower than at x; the slope term never enters. With
c1 = 1e-4 the two rules nearly always agree, which is why this hides so well, but for a larger c1 the
step you return decreases f too little. Decreases that may be arbitrarily small can add up to so little
that a method stalls before it reaches a minimiser.

Next: print the bound beside each trial value, with c1 = 0.5. Does the bound change from trial to trial?
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
        if np.isfinite(value) and value < f0 and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
