"""The gradient is taken ahead.

Part: b

You evaluate the gradient at the point to which the velocity would lead: Nesterov's method. It is a
good one, and another one; the heavy ball asks where it stands.

Next: at which point does your second step ask for the gradient?
"""

import numpy as np


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path, v = [x0.copy()], np.zeros_like(x0)
    for _ in range(T):
        v = beta * v - lr * grad_f(path[-1] + beta * v)
        path.append(path[-1] + v)
    return np.array(path)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = [x0.copy()]
    for _ in range(T):
        path.append(path[-1] - grad_f(path[-1]) / h_diag)
    return np.array(path)
