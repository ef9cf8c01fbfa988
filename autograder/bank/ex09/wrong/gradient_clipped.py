"""The gradient is clipped, not the update.

Part: b

You clip g to the length max_update and multiply by lr afterwards, so no step is longer than lr times
max_update. Clipping gradients is just as common, but its limit is another number: a step of at most c
needs gradients of at most c / lr.

Next: measure the length of your first step where the gradient is very long. Is it max_update?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x - lr * clip_by_norm(grad_f(x), max_update)
        path.append(x)
    return np.array(path)
