"""Each entry of the update is clipped by itself.

Part: b

You cut every entry of the update to the interval from -max_update to max_update. The step turns towards
the diagonals: where one coordinate is steep and another flat, both may end up with the same length, and
the path is no longer along the gradient.

Next: divide your first step by its length, and the gradient by its length, and compare them.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x + np.clip(-lr * grad_f(x), -max_update, max_update)
        path.append(x)
    return np.array(path)
