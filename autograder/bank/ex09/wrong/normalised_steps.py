"""Every step has the full length.

Part: b

Your steps have the length max_update even where lr times the gradient is much shorter. That is
normalised gradient descent: it runs at a constant speed, and close to the minimiser it jumps over it
again and again, also for a small lr.

Next: print the lengths of your last ten steps.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        g = grad_f(x)
        x = x - max_update * g / np.linalg.norm(g) if np.any(g) else x
        path.append(x)
    return np.array(path)
