"""Steps that are too long are skipped.

Part: b

Where lr times the gradient is longer than max_update you take no step. A clip shortens and goes on;
where all gradients are long, your method stands still from the start.

Next: print the first rows of your path, from a start far away.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        u = -lr * grad_f(x)
        x = x + u if np.linalg.norm(u) <= max_update else x
        path.append(x)
    return np.array(path)
