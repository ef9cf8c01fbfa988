"""The curvature condition is judged by magnitudes.

Part: c

Your second verdict uses absolute values, which is the strong condition. The plain one has no
objection to a slope that has become large and positive.

Next: take a step far beyond the minimum of phi. Does the plain curvature condition hold there?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(abs(new_slope) <= c2 * abs(slope)), bool(abs(new_slope) <= c2 * abs(slope))
