"""The path lacks the last point.

Part: b

You record x before each step, so the start is there, but the point that the last step reached is not: T
steps give T rows, and the best point of all may be missing.

Next: what happens to x after your last append?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, []
    for _ in range(T):
        path.append(x)
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
    return np.array(path)
