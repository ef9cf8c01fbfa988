"""Recursion, plain Python numbers for the lengths, and the radius changed in two places."""

import math

import numpy as np


def length(u):
    return math.sqrt(sum(float(v) ** 2 for v in u))


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"cannot clip to the length {max_norm}")
    if length(u) <= max_norm:
        return u.copy()
    direction = u / length(u)
    return max_norm * direction


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    if T == 0:
        return x0[None, :].copy()
    first = x0 - clip_by_norm(lr * grad_f(x0), max_update)
    return np.vstack([x0, clipped_descent(grad_f, first, lr, max_update, T - 1)])


def model(f0, g, p, lr):
    return f0 + np.dot(g, p) + np.dot(p, p) / (2 * lr)


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    if T == 0:
        return x0[None, :].copy(), np.array([radius0])
    x, radius = x0, radius0
    g, f0 = grad_f(x0), f(x0)
    if length(g) > 0:
        p = clip_by_norm(-lr * g, radius0)
        trial = f(x0 + p)
        if not math.isfinite(trial):
            radius = radius0 / 2
        else:
            rho = (f0 - trial) / (f0 - model(f0, g, p, lr))
            x = x0 + p if rho > 0.1 else x0
            if rho < 0.25:
                radius = radius0 / 2
            if rho > 0.75 and not np.array_equal(p, -lr * g):
                radius = radius0 * 2
    path, radii = trust_region_descent(f, grad_f, x, lr, radius, T - 1)
    return np.vstack([x0, path]), np.concatenate([[radius0], radii])
