"""A class that walks through the Krylov space, the classical three-term recurrence kept orthogonal."""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = float(np.linalg.norm(v))
    if length == 0.0:
        return np.zeros(x.shape)
    unit = v / length
    ahead, behind = grad_f(x + eps * unit), grad_f(x - eps * unit)
    return 0.5 * length * (ahead - behind) / eps


class Krylov:
    def __init__(self, hvp, start):
        self.hvp = hvp
        self.basis = [start / np.linalg.norm(start)]
        self.alpha, self.beta = [], []

    @property
    def size(self):
        return max(abs(x) for x in self.alpha + self.beta)

    def step(self):
        last = self.basis[-1]
        w = self.hvp(last)
        if self.beta:
            w = w - self.beta[-1] * self.basis[-2]
        self.alpha.append(float(last @ w))
        w = w - self.alpha[-1] * last
        for q in self.basis:
            w = w - q * (q @ w)
        for q in self.basis:
            w = w - q * (q @ w)
        return w

    def extend(self, w):
        self.beta.append(float(np.linalg.norm(w)))
        self.basis.append(w / self.beta[-1])


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    rng = np.random.RandomState(seed)
    q = rng.randn(n)
    q /= np.linalg.norm(q)
    quotients = []
    for _ in range(iterations):
        w = hvp(q)
        quotients.append(float(q @ w))
        if len(quotients) > 1 and abs(quotients[-1] - quotients[-2]) <= tol * abs(quotients[-1]):
            return quotients[-1], q
        norm = np.linalg.norm(w)
        if norm == 0:
            return 0.0, q
        q = w / norm
    return quotients[-1], q


def lanczos(hvp, v0, k):
    space = Krylov(hvp, v0)
    while True:
        w = space.step()
        if len(space.alpha) >= min(k, len(v0)) or np.linalg.norm(w) <= 1e-12 * space.size:
            return np.array(space.alpha), np.array(space.beta)
        space.extend(w)
