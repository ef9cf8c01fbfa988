"""wrong: part b
On negative curvature in a later iteration -g is returned too, the step found so far is thrown away."""
import numpy as np
from numopt.line_search import backtracking


def hvp_central(grad_f, x, v, eps=None):
    nv = np.linalg.norm(v)
    if nv == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = 2.2e-16 ** (1 / 3) * max(1.0, np.linalg.norm(x)) / nv
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    n = len(g)
    if max_iter is None:
        max_iter = 4 * n
    p = np.zeros(n)
    r = -g
    d = r.copy()
    g_norm = np.linalg.norm(g)
    if g_norm == 0:
        return p
    for k in range(max_iter):
        Hd = hvp(d)
        dHd = d @ Hd
        if dHd <= 0:
            return -g
        a = (r @ r) / dHd
        p = p + a * d
        r_new = r - a * Hd
        if np.linalg.norm(r_new) <= eta * g_norm:
            return p
        beta = (r_new @ r_new) / (r @ r)
        d = r_new + beta * d
        r = r_new
    return p


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x = np.array(x0, dtype=float)
    g = grad_f(x)
    norms = [np.linalg.norm(g)]
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        eta = min(0.5, np.sqrt(norms[-1]))
        p = truncated_cg(lambda d: hvp_central(grad_f, x, d), g, eta)
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (RuntimeError, ValueError):
            break
        x = x + alpha * p
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
