"""An integer x swallows the step.

Part: a

On integers your step disappears: a copy of an integer array is an integer array, and 2 + 1e-5 written into it
becomes 2 again. Both values of f are then the same, or one of them belongs to a neighbouring integer, and the
derivative is nonsense.

Next: print the dtype of your two points when x is np.array([1, 2]).
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        above, below = x.copy(), x.copy()
        above[i] = above[i] + h
        below[i] = below[i] - h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
