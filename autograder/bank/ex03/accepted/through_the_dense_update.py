"""(a) through (b): the dense matrix is formed pair by pair; a class holds the state of the method."""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs_direction(g, s_list, y_list):
    good = [
        k
        for k in range(len(s_list))
        if s_list[k] @ y_list[k] > 1e-10 * np.linalg.norm(s_list[k]) * np.linalg.norm(y_list[k])
    ]
    H = np.eye(g.size)
    if good:
        s, y = s_list[good[-1]], y_list[good[-1]]
        H = H * (s @ y) / (y @ y)
    for k in good:
        H = bfgs_inverse_update(H, s_list[k], y_list[k])
    return H @ g


def bfgs_inverse_update(H, s, y):
    rho = 1.0 / y.dot(s)
    left = np.eye(s.size) - rho * s[:, None] * y[None, :]
    return left @ H @ left.T + rho * s[:, None] * s[None, :]


class Method:
    def __init__(self, f, grad_f, x, m):
        self.f, self.grad_f, self.x, self.m = f, grad_f, x, m
        self.g, self.s, self.y = grad_f(x), [], []

    def advance(self):
        p = -lbfgs_direction(self.g, self.s, self.y)
        new = self.x + strong_wolfe(self.f, self.grad_f, self.x, p) * p
        g = self.grad_f(new)
        self.s.append(new - self.x)
        self.y.append(g - self.g)
        if len(self.s) > self.m:
            self.s.pop(0)
            self.y.pop(0)
        self.x, self.g = new, g


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    method = Method(f, grad_f, x0.copy(), m)
    norms = [np.linalg.norm(method.g)]
    try:
        while norms[-1] >= tol and len(norms) <= max_iter:
            method.advance()
            norms.append(np.linalg.norm(method.g))
    except RuntimeError:
        pass
    return method.x, np.array(norms)
