"""Nothing is clipped.

Part: b

Your path is that of plain gradient descent: max_update never enters. Where the gradient is long the
first steps go much further than allowed, and with lr above 2/L the path diverges.

Next: print the length of each step beside max_update.
"""

import numpy as np


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x, path = x0, [x0]
    for _ in range(T):
        x = x - lr * grad_f(x)
        path.append(x)
    return np.array(path)
