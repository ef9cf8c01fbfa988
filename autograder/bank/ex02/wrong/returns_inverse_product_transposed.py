"""The result has the wrong shape.

Part: a

You return a column of shape (n, 1). Adding it to x of shape (n,) would make a matrix, without any
error from numpy: a mistake that shows up much later.

Next: print the shape of what you return, and of x plus it.
"""

import numpy as np


def newton_step(grad, hess):
    g = grad.reshape(-1, 1)
    if np.linalg.eigvalsh(hess)[0] <= 0:
        return -g
    return -np.linalg.solve(hess, g)
