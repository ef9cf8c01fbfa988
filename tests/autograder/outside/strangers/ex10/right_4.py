"""right
Style: closures with nonlocal memory: the gradient at the current point is cached in a decorator, CG is a coroutine which asks for
products through yield (the caller computes them), Newton's loop is a for/else."""
from functools import partial
import numpy as np


def _remember_last(fun):
    last_x, last_value = None, None

    def wrapped(x):
        nonlocal last_x, last_value
        if last_x is None or not np.array_equal(x, last_x):
            last_x, last_value = np.array(x, copy=True), fun(np.array(x, copy=True))
        return last_value
    return wrapped


def hvp_central(grad_f, x, v, eps=None):
    x, v = np.array(x, dtype=float), np.array(v, dtype=float)
    if not v.any():
        return v
    if eps is None:
        eps = np.cbrt(2.2e-16) * np.maximum(1, np.sqrt((x * x).sum())) / np.sqrt((v * v).sum())
    difference = sum(sign * np.array(grad_f(x + sign * eps * v)) for sign in (1.0, -1.0))
    return difference / (eps + eps)


def _cg_coroutine(g, eta, limit):
    stop = eta * np.linalg.norm(g)
    p, r = np.zeros_like(g), g.copy()          # r = H p + g
    d = -r
    for k in range(limit):
        w = yield d
        bend = d @ w
        if bend <= 0.0:
            return p if k > 0 else -g
        a = (r @ r) / bend
        p, r, previous = p + a * d, r + a * w, r
        if np.linalg.norm(r) <= stop:
            return p
        d = d * ((r @ r) / (previous @ previous)) - r
    return p


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    g = np.array(g, dtype=float)
    if not g.any():
        return g
    process = _cg_coroutine(g, eta, 2 * g.size if max_iter is None else max_iter)
    try:
        want = next(process)
        while True:
            want = process.send(np.array(hvp(want), dtype=float))
    except StopIteration as end:
        return end.value


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    value, x = _remember_last(f), np.array(x0, dtype=float)
    g = np.array(grad_f(x))
    norms = [np.linalg.norm(g)]
    for _ in range(max_iter):
        if norms[-1] < tol:
            break
        p = truncated_cg(partial(hvp_central, grad_f, x), g, min(0.5, norms[-1] ** 0.5))
        base, slope = value(x), g @ p
        trials = (x + 0.5 ** j * p for j in range(60))
        for j, y in enumerate(trials):
            fy = f(y)
            if np.isfinite(fy) and fy <= base + 1e-4 * 0.5 ** j * slope and (y != x).any():
                x, g = y, np.array(grad_f(y))
                norms.append(np.linalg.norm(g))
                break
        else:
            break
    return x, np.array(norms)
