"""CG as a generator of steps, products from a class, a line search of its own."""

import itertools

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    size = float(np.sqrt(v @ v))
    if size == 0.0:
        return 0.0 * v
    h = 6e-6 * max(1.0, float(np.sqrt(x @ x))) / size if eps is None else eps
    ahead, behind = grad_f(x + h * v), grad_f(x - h * v)
    return 0.5 * (ahead - behind) / h


def steps(hvp, g):
    p, r, d = 0.0 * g, 1.0 * g, -1.0 * g
    yield p, r
    while True:
        z = hvp(d)
        bend = float(d @ z)
        if not bend > 0:
            yield (p if np.any(p) else -g), 0.0 * g
            return
        size = float(r @ r)
        p = p + size / bend * d
        r = r + size / bend * z
        d = float(r @ r) / size * d - r
        yield p, r


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    most = 2 * len(g) if max_iter is None else max_iter
    for p, r in itertools.islice(steps(hvp, g), most + 1):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
    return p


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x = np.array(x0, dtype=float)
    norms = []
    for k in itertools.count():
        g = grad_f(x)
        norms.append(float(np.linalg.norm(g)))
        if norms[-1] < tol or k == max_iter:
            break
        p = truncated_cg(lambda v, at=x: hvp_central(grad_f, at, v), g, min(0.5, norms[-1] ** 0.5))
        slope, here, alpha = g @ p, f(x), 1.0
        while not f(x + alpha * p) <= here + 1e-4 * alpha * slope:
            alpha *= 0.5
            if np.all(x + alpha * p == x):
                return x, np.array(norms)
        if np.all(x + alpha * p == x):
            break
        x = x + alpha * p
    return x, np.array(norms)
