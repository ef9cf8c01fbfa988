"""Any decrease counts as sufficient.

Part: c

Your first verdict compares f at both ends only; c1 and the slope do not enter. Tiny decreases on
long steps pass, which is what the condition exists to forbid.

Next: does your first verdict change when c1 goes from 0.0001 to 0.6?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x)
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
