"""The curvature inequality is reversed.

Part: c

Your second verdict is True where the new slope is still steeper than c2 g.p. That is where the step
is too short; the condition asks that the slope has risen above that bound.

Next: both sides are negative numbers. Which of -1 and -10 is the larger one?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope <= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
