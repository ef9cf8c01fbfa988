"""The learning rate is left out.

Part: b

Your step is the negative gradient itself, clipped to max_update. While everything is clipped nobody
notices; near the minimiser, where the clip should fall silent, the steps are too long by the factor 1 /
lr.

Next: change lr and run it again. Does your path change?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x + clip_by_norm(-grad_f(x), max_update)
        path.append(x)
    return np.array(path)
