"""wrong: part c
The memory is cut at the wrong end: once it is full the first m pairs are kept for ever and new ones are dropped.
"""
import math
import numpy as np
from numopt.line_search import strong_wolfe


def lbfgs_direction(g, s_list, y_list):
    good = [(s, y, float(s @ y)) for s, y in zip(s_list, y_list)
            if float(s @ y) > 1e-10 * math.sqrt(float(s @ s)) * math.sqrt(float(y @ y))]

    def apply(k, q):
        if k < 0:
            if not good:
                return q * 1.0
            _, y, sy = good[-1]
            return q * (sy / float(y @ y))
        s, y, sy = good[k]
        a = float(s @ q) / sy
        r = apply(k - 1, q - a * y)
        return r + (a - float(y @ r) / sy) * s

    return apply(len(good) - 1, np.array(g, dtype=float))


def bfgs_inverse_update(H, s, y):
    n = s.size
    r = 1.0 / np.dot(y, s)
    V = np.eye(n) - r * np.outer(y, s)
    return V.T.dot(H).dot(V) + r * np.outer(s, s)


def _slack_step(f, grad_f, x, p):
    f0, d0 = f(x), grad_f(x) @ p
    alpha = 1.0
    while alpha > 1e-10:
        y = x + alpha * p
        fy = f(y)
        if math.isfinite(fy) and fy <= f0 + 1e-13 * abs(f0) and abs(grad_f(y) @ p) <= 0.9 * abs(d0) and np.any(y != x):
            return alpha
        alpha *= 0.5
    return None


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x = np.array(x0, dtype=float)
    g = np.array(grad_f(x))
    S, Y, norms = [], [], [float(np.linalg.norm(g))]
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        p = -lbfgs_direction(g, S, Y)
        try:
            alpha = strong_wolfe(f, grad_f, x, p, c1=1e-4, c2=0.9)
        except (RuntimeError, ValueError):
            alpha = _slack_step(f, grad_f, x, p) if g @ p < 0 else None
            if alpha is None:
                if not S:
                    break
                S, Y = [], []
                continue
        x_new = x + alpha * p
        g_new = np.array(grad_f(x_new))
        S.append(x_new - x)
        Y.append(g_new - g)
        S, Y = S[:m], Y[:m]
        x, g = x_new, g_new
        norms.append(float(np.linalg.norm(g)))
    return x, np.array(norms)
