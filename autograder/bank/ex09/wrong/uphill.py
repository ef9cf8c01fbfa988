"""The step goes uphill.

Part: b

Your update is plus lr times the gradient. The clip hides the harm, since it keeps every step short, but
each of them leads away from the minimiser.

Next: print f, or the distance to the minimiser, along your path. Does it fall?
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x + clip_by_norm(lr * grad_f(x), max_update)
        path.append(x)
    return np.array(path)
