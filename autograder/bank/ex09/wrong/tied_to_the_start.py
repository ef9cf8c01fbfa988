"""The whole way from the start is clipped.

Part: b

You clip the distance from x0, not the step: the walk never leaves a ball of radius max_update round its
start. The limit is for each step anew.

Next: how far from x0 do your iterates get, and how far could T steps of length max_update go?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x0 + clip_by_norm(x - lr * grad_f(x) - x0, max_update)
        path.append(x)
    return np.array(path)
