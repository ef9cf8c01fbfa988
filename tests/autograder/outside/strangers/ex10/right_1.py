"""right
Style: CG as a class with an iterator protocol and mutable state; Newton loop as a generator of (x, |g|); imports numopt's
backtracking. Default limit of CG is 10 n."""
import numpy as np
from numopt.line_search import backtracking


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v, dtype=float)
    if eps is None:
        eps = np.cbrt(np.finfo(float).eps) * max(1.0, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2.0 * eps)


class _CG:
    """CG on H p = -g; every next() costs one product."""

    def __init__(self, hvp, g):
        self.hvp, self.g = hvp, g
        self.p, self.r, self.d = np.zeros(len(g)), np.array(g, dtype=float), np.array(-g, dtype=float)
        self.rr = self.r @ self.r
        self.first = True

    def __iter__(self):
        return self

    def __next__(self):
        Hd = self.hvp(self.d.copy())
        curvature = self.d @ Hd
        if curvature <= 0:
            if self.first:
                self.p = -np.array(self.g, dtype=float)
            raise StopIteration
        self.first = False
        a = self.rr / curvature
        self.p = self.p + a * self.d
        self.r = self.r + a * Hd
        old, self.rr = self.rr, self.r @ self.r
        self.d = (self.rr / old) * self.d - self.r
        return np.sqrt(self.rr)


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    size = np.linalg.norm(g)
    cg = _CG(hvp, g)
    if size == 0:
        return cg.p
    budget = 10 * len(g) if max_iter is None else max_iter
    for count, residual in enumerate(cg, start=1):
        if residual <= eta * size or count >= budget:
            break
    return cg.p


def _newton_points(f, grad_f, x, tol):
    while True:
        g = grad_f(x)
        size = np.linalg.norm(g)
        yield x, size
        if size < tol:
            return
        p = truncated_cg(lambda d: hvp_central(grad_f, x, d), g, min(0.5, np.sqrt(size)))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (RuntimeError, ValueError):      # no step helps at rounding level
            return
        x = x + alpha * p


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    points = []
    for row in _newton_points(f, grad_f, np.array(x0, dtype=float), tol):
        points.append(row)
        if len(points) > max_iter:
            break
    return points[-1][0], np.array([s for _, s in points])
