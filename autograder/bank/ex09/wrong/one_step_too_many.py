"""There is one step too many.

Part: b

Your path has T + 2 rows: the start, and T + 1 steps. Two runs with the same T can then no longer be
compared row by row.

Next: how many rows does your path have for T = 1?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T + 1):
        x = x + clip_by_norm(-lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
