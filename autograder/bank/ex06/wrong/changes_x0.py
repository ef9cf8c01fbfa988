"""The caller's x0 is moved by adam.

Part: a

You work in place on the array that you were given. After the call the caller's start is the end of
your path, and so are all rows that share its memory.

Next: which line makes an array of your own?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(x0)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        x0 -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        path.append(x0.copy())
    return np.array(path)
