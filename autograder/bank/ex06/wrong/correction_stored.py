"""The corrected means are stored.

Part: a

You put the corrected values back into m and v, so that the next step starts from them and corrects
them again. The recursion has to go on with the uncorrected means.

Next: print m after three steps with a constant gradient of one.
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m, v = m / (1 - beta1**t), v / (1 - beta2**t)
        path.append(path[-1] - lr * m / (np.sqrt(v) + eps))
    return np.array(path)
