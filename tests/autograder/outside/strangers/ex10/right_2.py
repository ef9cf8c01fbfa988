"""right
Style: recursive CG (tail call per iteration, budget 3 n), own Armijo search, one-sided products with the gradient already known
inside newton_cg (cheaper than the central ones), tuple unpacking and walrus."""
import math
import sys
import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    if not (nv := math.hypot(*v)):
        return v * 0.0
    h = 6e-6 * max(1.0, math.hypot(*x)) / nv if eps is None else eps
    up, down = [grad_f(x + s * h * v) for s in (1, -1)]
    return (up - down) / h * 0.5


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    target = eta * np.linalg.norm(g)
    limit = 3 * g.size if max_iter is None else max_iter
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 2 * limit + 1000))

    def go(p, r, d, k):
        if np.linalg.norm(r) <= target or k == limit:
            return p
        w = hvp(d)
        if (c := np.dot(d, w)) <= 0:
            return p if k else -g
        a = np.dot(r, r) / c
        new = r - a * w
        return go(p + a * d, new, new + np.dot(new, new) / np.dot(r, r) * d, k + 1)

    return go(np.zeros(g.shape), -g, -g, 0) if target > 0 or np.any(g) else np.zeros(g.shape)


def _armijo(f, x, fx, slope, p):
    alpha = 1.0
    for _ in range(60):
        y = x + alpha * p
        fy = f(y)
        if math.isfinite(fy) and fy <= fx + 1e-4 * alpha * slope and not np.array_equal(y, x):
            return y
        alpha *= 0.5
    return None


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x = np.array(x0, dtype=float)
    g = grad_f(x)
    history = [float(np.linalg.norm(g))]
    for _ in range(max_iter):
        if history[-1] < tol:
            break

        def product(d, x=x, g=g):
            h = 1.5e-8 * max(1.0, np.linalg.norm(x)) / np.linalg.norm(d)
            return (grad_f(x + h * d) - g) / h

        p = truncated_cg(product, g, eta=min(0.5, history[-1] ** 0.5))
        y = _armijo(f, x, f(x), float(g @ p), p)
        if y is None:
            break
        x, g = y, grad_f(y)
        history.append(float(np.linalg.norm(g)))
    return x, np.array(history)
