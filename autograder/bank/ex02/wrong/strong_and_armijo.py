"""The third verdict includes the first.

Part: c

Your third entry is True only where sufficient decrease holds as well. Each verdict stands by itself
here: there are steps with a small slope at the end that do not decrease f enough.

Next: which of the three conditions does a step with a flat end but no decrease satisfy?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(armijo and abs(new_slope) <= c2 * abs(slope))
