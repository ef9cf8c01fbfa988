"""The points and the divisor use different steps.

Part: a

You step by another length than you divide by. The quotient is then a multiple of the derivative, and the factor changes
with x or h.

Next: divide by the distance of the two points that you really used.
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    return np.array([(f(x + h / 2 * e) - f(x - h / 2 * e)) / (2 * h) for e in np.eye(x.size)])
