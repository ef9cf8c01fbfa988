"""The slope at the end of the step is taken at its start.

Part: c

Both slopes are computed at x, so that they are equal and your verdicts on curvature never change.
The condition compares the slope before the step with the slope after it.

Next: at which two points do you evaluate the gradient?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
