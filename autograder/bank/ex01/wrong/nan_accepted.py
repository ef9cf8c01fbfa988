"""A trial that is NaN passes.

Part: a

Your search accepted a step where f is not a number. Every comparison with NaN is false, so the question
"is it too large?" is answered with no, and the step is taken. From there on a method computes with NaN and
never recovers.

Next: turn the question round: ask whether the trial is small enough, not whether it is too large.
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
        if not np.isinf(value) and not (value > f0 + c1 * alpha * slope) and np.any(point != x):
            return alpha
        alpha *= rho
    raise RuntimeError("no trial passes")
