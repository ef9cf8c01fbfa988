"""A step relative to x alone is zero where x is zero.

Part: a

You scale the step by |x_i|. That is a good thought for a large x, but at x_i = 0 the step is 0 and the
quotient 0/0; close to zero it drowns in rounding. The step has to keep a floor.

Next: evaluate your function at the origin. Which number stops the step from shrinking with x?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    gradient = np.zeros(x.size)
    for i, e in enumerate(np.eye(x.size)):
        step = h * abs(x[i])
        gradient[i] = np.divide(f(x + step * e) - f(x - step * e), 2 * step)
    return gradient
