"""The start is missing in the path of momentum.

Part: b

Your path has T rows and begins after the first step. A history includes the start: T steps give T +
1 rows.

Next: what is the first row of your path?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - lr * grad_f(path[-1])
        path.append(path[-1] + v)
    return np.array(path[1:])


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
