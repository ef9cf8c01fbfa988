"""The state handed from call to call, paths put together at the end."""

import sys

import numpy as np


def _walk(step, x, state, T):
    rows = [x]
    for t in range(1, T + 1):
        x, state = step(t, x, state)
        rows.append(x)
    return np.array(rows, dtype=float)


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    def step(t, x, state):
        g = grad_f(x)
        m, v = (beta * old + (1 - beta) * new for beta, old, new in zip((beta1, beta2), state, (g, g * g)))
        return x - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v)

    return _walk(step, x0, (0 * x0, 0 * x0), T)


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    def step(_, x, v):
        v = beta * v - lr * grad_f(x)
        return x + v, v

    return _walk(step, x0, 0 * x0, T)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    return _walk(lambda _, x, __: (x - np.divide(grad_f(x), h_diag), None), x0, None, T)


def _mean_square(grads, beta2):
    if len(grads) == 0:
        return 0.0
    return beta2 * _mean_square(grads[:-1], beta2) + (1 - beta2) * grads[-1] ** 2


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    sys.setrecursionlimit(10000)
    v_hat = _mean_square(grads, beta2) / (1 - beta2 ** len(grads))
    return (lr / (np.sqrt(v_hat) + eps)) / (1 / h_diag)
