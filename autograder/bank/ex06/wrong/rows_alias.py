"""All rows of the path are the same.

Part: a

You append the array that you go on to change, so that every row is another name of the last point.

Next: print the first row of your path: is it the start?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v = x0.copy(), np.zeros_like(x0), np.zeros_like(x0)
    path = [x]
    for t in range(1, T + 1):
        g = grad_f(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        x -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        path.append(x)
    return np.array(path)
