"""Arrays updated in place (its own ones), all vectors of CG kept and combined at the end."""

import numpy as np

from numopt.line_search import backtracking


def hvp_central(grad_f, x, v, eps=None):
    length = np.sqrt(np.sum(v**2))
    if length < 1e-300:
        return np.zeros_like(x)
    t = (2.2e-16) ** (1 / 3) * max(1, np.sqrt(np.sum(x**2))) / length
    if eps is not None:
        t = eps
    out = grad_f(x + t * v)
    out = out - grad_f(x - t * v)
    out /= 2 * t
    return out


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    n = g.size
    most = 2 * n if max_iter is None else max_iter
    directions, lengths = [], []
    r = g.astype(float).copy()
    d = -r.copy()
    while len(lengths) < most and not np.linalg.norm(r) <= eta * np.linalg.norm(g):
        z = hvp(d.copy())
        curve = z @ d
        if curve <= 0:
            if not lengths:
                return -g
            break
        lengths.append((r @ r) / curve)
        directions.append(d.copy())
        beta = -(r @ r)
        r += lengths[-1] * z
        beta = -(r @ r) / beta
        d *= beta
        d -= r
    p = np.zeros(n)
    for a, direction in zip(lengths, directions):
        p += a * direction
    return p


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x = x0.copy()
    norms = np.full(max_iter + 1, np.nan)
    for k in range(max_iter + 1):
        g = grad_f(x)
        norms[k] = np.linalg.norm(g)
        if norms[k] < tol or k == max_iter:
            return x, norms[: k + 1].copy()
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), g, min(0.5, np.sqrt(norms[k])))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except RuntimeError:
            return x, norms[: k + 1].copy()
