"""The path lacks the start.

Part: b

Your path begins with the point after the first step, so T steps give T rows. Without the start nobody
can see what the first step did, and every plot is shifted by one.

Next: how many points does a walk of T steps visit, its start included?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, []
    for _ in range(T):
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
