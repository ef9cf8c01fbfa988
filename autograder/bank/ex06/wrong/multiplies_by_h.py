"""The gradient is multiplied by the curvature.

Part: b

You multiply where Newton's method divides. Steep coordinates take even longer steps, and the path
explodes.

Next: how long should the step be in a coordinate with large second derivative?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - lr * grad_f(path[-1])
        path.append(path[-1] + v)
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        with np.errstate(all="ignore"):
            path.append(path[-1] - grad_f(path[-1]) * h_diag)
    return np.array(path)
