"""The caller's x0 is moved by momentum.

Part: b

You add the velocity to the array that you were given. After the call the caller's start has moved.

Next: which line makes an array of your own?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - lr * grad_f(x0)
        x0 += v
        path.append(x0.copy())
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
