"""The factorisation of Bunch and Kaufman, its blocks made positive; a class behind the functions."""

import numpy as np
import scipy.linalg

from numopt.line_search import backtracking


def newton_step(grad, hess):
    lower, blocks, order = scipy.linalg.ldl(hess)
    values, vectors = np.linalg.eigh(blocks)
    if values[0] > 0:
        return -np.linalg.solve(hess, grad)
    floor = 1e-6 * max(np.abs(values).max(), 1.0)
    positive = (vectors * np.maximum(np.abs(values), floor)) @ vectors.T
    return -np.linalg.solve(lower @ positive @ lower.T, grad)


class Newton:
    def __init__(self, f, grad_f, hess_f):
        self.f, self.grad_f, self.hess_f = f, grad_f, hess_f
        self.norms = []

    def note(self, x):
        self.norms.append(np.linalg.norm(self.grad_f(x)))
        return self.norms[-1]

    def step(self, x):
        p = newton_step(self.grad_f(x), self.hess_f(x))
        return x + backtracking(self.f, self.grad_f, x, p) * p


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    method, x = Newton(f, grad_f, hess_f), x0
    try:
        while method.note(x) >= tol and len(method.norms) <= max_iter:
            x = method.step(x)
    except RuntimeError:
        pass
    return x.copy(), np.array(method.norms)


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    before, after = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    if np.isnan(f(x + alpha * p)) or np.isinf(f(x + alpha * p)):
        armijo = False
    else:
        armijo = f(x + alpha * p) - f(x) <= c1 * alpha * before
    return armijo, after >= c2 * before, np.abs(after) <= c2 * np.abs(before)
