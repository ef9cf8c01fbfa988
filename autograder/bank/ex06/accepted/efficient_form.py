"""The corrections folded into the learning rate and eps, as the authors propose for speed."""

import math

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x = np.array(x0, dtype=float)
    m, v, rows = np.zeros(x.shape), np.zeros(x.shape), [x.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m *= beta1
        m += (1 - beta1) * g
        v *= beta2
        v += (1 - beta2) * g * g
        root = math.sqrt(1 - beta2**t)
        x = x - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root)
        rows.append(x.copy())
    return np.vstack(rows)


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    x, buffer, rows = np.array(x0, dtype=float), np.zeros(x0.shape), [np.array(x0)]
    while len(rows) <= T:
        buffer = beta * buffer + grad_f(x)
        x = x - lr * buffer
        rows.append(x)
    return np.vstack(rows)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    x, rows = np.array(x0), [np.array(x0)]
    inverse = 1.0 / h_diag
    while len(rows) <= T:
        x = x - inverse * grad_f(x)
        rows.append(x)
    return np.vstack(rows)


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = 0.0 * h_diag
    for t in range(len(grads)):
        v = beta2 * v + (1 - beta2) * grads[t] ** 2
    root = math.sqrt(1 - beta2 ** len(grads))
    return h_diag * lr * root / (np.sqrt(v) + eps * root)
