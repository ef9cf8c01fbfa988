"""A float32 x stays float32.

Part: a

For integers you convert, for float32 you do not. Near 1 two neighbouring float32 numbers are 1.2e-7 apart, so
that a step of 1e-5 is off by up to a hundredth of itself, and so is your derivative. The float64 arithmetic
that follows cannot bring back what was rounded away.

Next: which dtype does x + h have when x is float32 and h a Python float?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    if x.dtype.kind == "i":
        x = x.astype(float)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        above, below = x.copy(), x.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
