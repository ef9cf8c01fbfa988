"""The result has the dtype of x.

Part: a

Your gradient is collected in an array made like x. For an x of integers that is an array of integers, and
every component is cut off at the decimal point: 0.97 becomes 0. The points are right, the values are right,
and the digits are lost on the way out.

Next: which dtype does np.zeros_like(x) have when x is np.array([1, 2])?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i, e in enumerate(np.eye(x.size)):
        gradient[i] = (f(x + h * e) - f(x - h * e)) / (2 * h)
    return gradient
