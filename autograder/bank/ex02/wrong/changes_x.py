"""The caller's x is moved.

Part: c

You add the step to the array x itself. The function is asked for a verdict, and the caller's point
has changed after the call.

Next: which line writes into x?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    value_here, slope = f(x), grad_f(x) @ p
    x += alpha * p
    value, new_slope = f(x), grad_f(x) @ p
    armijo = np.isfinite(value) and value <= value_here + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
