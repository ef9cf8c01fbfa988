"""The gradient is that of the start.

Part: b

You evaluate the gradient once, at x0, and take every step along it. The first step is right; after it
the path is a straight line that passes the minimiser and goes on.

Next: at which point does step k need the gradient?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path, g = x0, [x0], grad_f(x0)
    for _ in range(T):
        x = x + clip_by_norm(-lr * g, max_update)
        path.append(x)
    return np.array(path)
