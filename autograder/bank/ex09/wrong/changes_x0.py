"""The caller's x0 is moved.

Part: b

Your path is right, but x is the very array that the caller passed as x0, and you add the steps to it in
place. A second run from "the same" start begins where the first one ended, and a comparison of two
methods becomes meaningless.

Next: print x0 before and after the call.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0.copy()]
    for _ in range(T):
        x += clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x.copy())
    return np.array(path)
