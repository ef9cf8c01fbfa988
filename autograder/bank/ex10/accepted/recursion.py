"""CG and the outer loop as recursions."""

import numpy as np

from numopt.line_search import backtracking


def hvp_central(grad_f, x, v, eps=None):
    norm = np.linalg.norm(v)
    if norm == 0:
        return np.zeros(len(v))
    eps = eps or 1e-5 * max(1.0, np.linalg.norm(x)) / norm
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (eps + eps)


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    goal = eta * np.linalg.norm(g)

    def go(p, r, d, left):
        if left == 0 or np.linalg.norm(r) <= goal:
            return p
        Hd = hvp(d)
        if np.dot(d, Hd) <= 0:
            return p if np.linalg.norm(p) > 0 else -1.0 * g
        a = np.dot(r, r) / np.dot(d, Hd)
        new = r + a * Hd
        return go(p + a * d, new, np.dot(new, new) / np.dot(r, r) * d - new, left - 1)

    return go(np.zeros(len(g)), np.array(g), -np.array(g), 2 * len(g) + 1 if max_iter is None else max_iter)


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    def go(x, norms):
        g = grad_f(x)
        norms = norms + [np.linalg.norm(g)]
        if norms[-1] < tol or len(norms) == max_iter + 1:
            return x, np.array(norms)
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), g, min(0.5, np.sqrt(norms[-1])))
        try:
            return go(x + backtracking(f, grad_f, x, p) * p, norms)
        except RuntimeError:
            return x, np.array(norms)

    return go(x0.copy(), [])
