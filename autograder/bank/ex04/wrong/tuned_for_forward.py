"""The default step is the one of forward differences.

Part: a

Without h your function steps by 1.5e-8, the square root of the unit roundoff. That is the best step of a
forward difference; a central one has far less truncation error and can afford a longer step, which rounding
disturbs less. At 1e-8 it is no better than a forward difference.

Next: compare the errors of your function at h = 1e-8 and at h = 1e-5.
"""

import numpy as np


def finite_diff_grad(f, x, h=1.5e-8):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(x.size)])
