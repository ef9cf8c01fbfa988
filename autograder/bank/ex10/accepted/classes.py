"""One class for CG with its state, one for the operator."""

import numpy as np

from numopt.line_search import backtracking


def hvp_central(grad_f, x, v, eps=None):
    if not np.any(v):
        return np.zeros(v.shape)
    if eps is None:
        eps = np.finfo(float).eps ** (1 / 3) * (1 + np.linalg.norm(x)) / np.linalg.norm(v)
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2.0 * eps)


class Hessian:
    def __init__(self, grad_f, x):
        self.grad_f, self.x = grad_f, x

    def __call__(self, v):
        return hvp_central(self.grad_f, self.x, v)


class ConjugateGradients:
    def __init__(self, hvp, g):
        self.hvp, self.g = hvp, g
        self.p = np.zeros_like(g)
        self.r = -g
        self.d = -g
        self.rho = float(g @ g)

    def residual(self):
        return np.sqrt(self.rho)

    def advance(self):
        """Return whether the curvature allowed a step."""
        q = self.hvp(self.d)
        curvature = float(self.d @ q)
        if curvature <= 0:
            return False
        self.p = self.p + self.rho / curvature * self.d
        self.r = self.r - self.rho / curvature * q
        old, self.rho = self.rho, float(self.r @ self.r)
        self.d = self.r + self.rho / old * self.d
        return True


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    cg = ConjugateGradients(hvp, g)
    enough = eta * cg.residual()
    for _ in range(max_iter if max_iter is not None else 3 * len(g)):
        if cg.residual() <= enough:
            break
        if not cg.advance():
            return cg.p if cg.p.any() else -g
    return cg.p


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0, grad_f(x0)
    norms = [np.linalg.norm(g)]
    try:
        while norms[-1] >= tol and len(norms) <= max_iter:
            p = truncated_cg(Hessian(grad_f, x), g, eta=min(0.5, np.sqrt(norms[-1])))
            x = x + p * backtracking(f, grad_f, x, p)
            g = grad_f(x)
            norms.append(np.linalg.norm(g))
    except RuntimeError:
        pass
    return x.copy(), np.array(norms)
