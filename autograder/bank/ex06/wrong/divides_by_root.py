"""The gradient is divided by the root of the curvature.

Part: b

You divide by the root of h, as if h were a mean of squares. On a quadratic Newton's step divides by
h itself and arrives at once.

Next: how many steps does your method need on a quadratic?
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
        path.append(path[-1] - grad_f(path[-1]) / np.sqrt(h_diag))
    return np.array(path)
