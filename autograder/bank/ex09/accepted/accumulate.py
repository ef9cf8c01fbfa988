"""Folds with itertools.accumulate; the clip divides by the larger of length and limit."""

from itertools import accumulate

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError("the limit has to be positive")
    return u / max(np.linalg.norm(u), max_norm) * max_norm


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    def move(x, _):
        return x + clip_by_norm(-lr * grad_f(x), max_update)

    return np.array(list(accumulate(range(T), move, initial=x0)))


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    def move(state, _):
        x, radius = state
        g = grad_f(x)
        u = -lr * g
        p = clip_by_norm(u, radius)
        if not u.any():
            return x, radius
        with np.errstate(all="ignore"):
            rho = (f(x + p) - f(x)) / (g @ p + p @ p / (2 * lr))
        rho = rho if np.isfinite(rho) else -np.inf
        factor = 0.5 if rho < 0.25 else 2.0 if rho > 0.75 and u @ u > radius**2 else 1.0
        return (x + p if rho > 0.1 else x), radius * factor

    states = list(accumulate(range(T), move, initial=(x0, radius0)))
    return np.array([x for x, _ in states]), np.array([r for _, r in states])
