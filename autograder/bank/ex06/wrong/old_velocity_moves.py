"""x moves by the old velocity.

Part: b

You move x before the velocity has been updated, so that the first step is zero and every gradient
acts one step late.

Next: what is the second row of your path?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        path.append(path[-1] + v)
        v = beta * v - lr * grad_f(path[-2])
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
