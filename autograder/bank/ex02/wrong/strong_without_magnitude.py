"""The strong condition is judged without magnitudes.

Part: c

Your third verdict compares signed slopes, and so it repeats the plain curvature condition. The
strong one bounds the size of the new slope on both sides: a step far beyond the minimum of phi
fails it.

Next: take a step at which phi rises steeply. Which verdict do you expect?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(new_slope >= c2 * slope)
