"""Arrays allocated first, filled row by row; powers of the betas kept as running products."""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path = np.empty((T + 1, x0.size))
    path[0] = x0
    mean, square, left1, left2 = 0.0, 0.0, 1.0, 1.0
    for t in range(T):
        g = grad_f(path[t])
        mean += (1 - beta1) * (g - mean)
        square += (1 - beta2) * (g * g - square)
        left1, left2 = left1 * beta1, left2 * beta2
        path[t + 1] = path[t] - lr * (mean / (1 - left1)) / (eps + (square / (1 - left2)) ** 0.5)
    return path


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    path = np.empty((T + 1, x0.size))
    path[0] = x0
    for t in range(T):
        before = path[t] - path[t - 1] if t else 0.0
        path[t + 1] = path[t] + beta * before - lr * grad_f(path[t])
    return path


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    path = np.empty((T + 1, x0.size))
    path[0] = x0
    for t in range(T):
        path[t + 1] = path[t] - grad_f(path[t]) / h_diag
    return path


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    T = grads.shape[0]
    weights = beta2 ** np.arange(T - 1, -1, -1)
    v_hat = weights @ grads**2 / weights.sum()
    return lr / (v_hat**0.5 + eps) * h_diag
