"""The path ends where the gradient is zero.

Part: b

You leave the loop as soon as the gradient is zero, and the path has fewer than T + 1 rows. Arriving
early is no reason for a shorter record: a caller who compares runs counts on T + 1 rows.

Next: start at a minimiser and print the shape of the path.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        g = grad_f(x)
        if not np.any(g):
            break
        x = x + clip_by_norm(-lr * g, max_update)
        path.append(x)
    return np.array(path)
