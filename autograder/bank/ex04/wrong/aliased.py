"""Both points are the same array.

Part: a

Your two points are two names of one array: what you add under one name you take away again under the other.
Both values are then the same and every component is zero. An assignment makes no copy.

Next: after you have made both points, print them. What does `is` say about the two names?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        above = np.array(x, dtype=float)
        below = above
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
