"""The step in one coordinate is still there when the next one is taken.

Part: a

The first component is right, the later ones are measured from points that have already moved: each coordinate
leaves its step behind. The error is of size h and does not shrink as h^2.

Next: print the points at which f is evaluated for three variables. In how many coordinates does each differ from x?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    gradient = np.zeros(x.size)
    point = np.array(x, dtype=float)
    for i in range(x.size):
        point[i] += h
        above = f(point)
        point[i] -= 2 * h
        gradient[i] = (above - f(point)) / (2 * h)
    return gradient
