"""right
Style: an abstract optimiser class with mutable state and an __iter__ that yields iterates for ever; paths are cut with islice."""
from abc import ABC, abstractmethod
from itertools import islice
import numpy as np


class _Method(ABC):
    def __init__(self, grad_f, x0):
        self.grad_f = grad_f
        self.x = np.array(x0, dtype=np.float64, copy=True)
        self.t = 0

    @abstractmethod
    def delta(self, g):
        ...

    def __iter__(self):
        while True:
            yield self.x.copy()
            self.t += 1
            self.x = self.x + self.delta(self.grad_f(self.x))

    def path(self, T):
        return np.vstack(list(islice(self, T + 1)))


class _Adam(_Method):
    def __init__(self, grad_f, x0, lr, b1, b2, eps):
        super().__init__(grad_f, x0)
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.m, self.s = np.zeros_like(self.x), np.zeros_like(self.x)

    def delta(self, g):
        self.m += (1 - self.b1) * (g - self.m)
        self.s += (1 - self.b2) * (np.square(g) - self.s)
        first = self.m / (1 - self.b1 ** self.t)
        second = self.s / (1 - self.b2 ** self.t)
        return -self.lr * first / (np.sqrt(second) + self.eps)


class _Ball(_Method):
    def __init__(self, grad_f, x0, lr, beta):
        super().__init__(grad_f, x0)
        self.lr, self.beta, self.v = lr, beta, 0.0

    def delta(self, g):
        self.v = self.beta * self.v - self.lr * g
        return self.v


class _DiagNewton(_Method):
    def __init__(self, grad_f, h, x0):
        super().__init__(grad_f, x0)
        self.h = h

    def delta(self, g):
        return -(g / self.h)


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    return _Adam(grad_f, x0, lr, beta1, beta2, eps).path(T)


def momentum(grad_f, x0, lr, beta=0.9, T=1000):
    return _Ball(grad_f, x0, lr, beta).path(T)


def diagonal_newton(grad_f, h_diag, x0, T=1000):
    return _DiagNewton(grad_f, h_diag, x0).path(T)


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = 0
    t = 0
    for t, g in enumerate(grads, start=1):
        v = v * beta2 + g * g * (1 - beta2)
    adam_rate = lr / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return adam_rate / (1 / h_diag)
