"""The gradient enters momentum with the wrong sign.

Part: b

You add lr g to the velocity instead of subtracting it: the ball rolls uphill, and f grows from the first step on.

Next: what is the sign of your first step where the gradient is positive?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v + lr * grad_f(path[-1])
        path.append(path[-1] + v)
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
