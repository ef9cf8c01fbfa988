"""The gradient enters momentum with a factor 1 - beta.

Part: b

Your velocity is a running mean, which makes every step ten times shorter with beta = 0.9. That is
momentum in some libraries; the heavy ball here adds the whole step -lr g.

Next: how long is your first step, measured in lr times the gradient?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - (1 - beta) * lr * grad_f(path[-1])
        path.append(path[-1] + v)
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
