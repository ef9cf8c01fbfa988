"""The caller's x is moved, and not put back exactly.

Part: a

You step by changing the array that you were given. Adding h, taking away 2h and adding h again does not
return to the old number: each operation rounds. The caller's x drifts with every gradient, and an x of
integers cannot be moved at all.

Next: compare x before and after the call with ==, not by eye. Whose array do you write to?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    if x.dtype != np.float64:
        x = x.astype(float)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient[i] = (above - f(x)) / (2 * h)
        x[i] += h
    return gradient
