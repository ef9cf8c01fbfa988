"""One class for the state of Adam, generators for the paths."""

from itertools import islice

import numpy as np


class Means:
    def __init__(self, beta1, beta2):
        self.beta1, self.beta2, self.t = beta1, beta2, 0
        self.m = self.v = 0

    def update(self, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * np.square(g)
        return self.m / (1 - self.beta1**self.t), self.v / (1 - self.beta2**self.t)


def walk(x, step):
    while True:
        yield x
        x = x + step(x)


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    means = Means(beta1, beta2)

    def step(x):
        m, v = means.update(grad_f(x))
        return -lr * m / (np.sqrt(v) + eps)

    return np.stack(list(islice(walk(x0, step), T + 1)))


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    velocity = np.zeros(len(x0))

    def step(x):
        nonlocal velocity
        velocity = beta * velocity - lr * grad_f(x)
        return velocity

    return np.stack(list(islice(walk(x0, step), T + 1)))


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    return np.stack(list(islice(walk(x0, lambda x: -grad_f(x) / h_diag), T + 1)))


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    means = Means(0.0, beta2)
    for g in grads:
        _, v = means.update(g)
    return lr * h_diag / (np.sqrt(v) + eps)
