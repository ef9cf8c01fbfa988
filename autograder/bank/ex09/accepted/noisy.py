"""A generator that yields the states, prints a great deal, warns, and evaluates more than it needs."""

import sys
import warnings

import numpy as np

warnings.simplefilter("always")


def clip_by_norm(u, max_norm):
    print("clipping", u, "to", max_norm)
    if max_norm <= 0:
        warnings.warn("no such length", RuntimeWarning)
        raise ValueError(max_norm)
    np.float64(1e308) * 10
    return np.where(np.linalg.norm(u) > max_norm, max_norm / np.float64(np.linalg.norm(u)) * u, u)


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = np.array(x0)
    out = [x.copy()]
    for _ in range(T):
        x += clip_by_norm(-lr * grad_f(x), max_update)
        print(x, file=sys.stderr)
        out.append(x.copy())
    return np.stack(out)


def states(f, grad_f, x, lr, radius):
    while True:
        yield x, radius
        g = grad_f(x)
        if not np.any(g != 0):
            continue
        full = -lr * grad_f(x)
        p = clip_by_norm(full, radius)
        tried = f(x + p)
        f(x + p / 2)
        rho = np.divide(f(x) - tried, 0.0 - (g.dot(p) + 0.5 / lr * p.dot(p)))
        if not np.isfinite(tried):
            warnings.warn(f"f is {tried}", RuntimeWarning)
            radius = 0.5 * radius
            continue
        old = radius
        if rho < 0.25:
            radius = 0.5 * old
        if rho > 0.75 and np.linalg.norm(full) > old:
            radius = 2 * old
        if rho > 0.1:
            x = x + p


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    walk = states(f, grad_f, x0, lr, radius0)
    rows = [next(walk) for _ in range(T + 1)]
    return np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
