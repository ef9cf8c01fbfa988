"""The clip is one step of (b), and the step of (c) too; the ratio is never formed."""

import numpy as np


def clip_by_norm(u, max_norm):
    return clipped_descent(lambda _: -u, np.zeros(len(u)), 1.0, max_norm, T=1)[1]


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    if max_update <= 0:
        raise ValueError(f"max_update = {max_update}")
    path = np.repeat(x0[None], T + 1, axis=0)
    for k in range(1, T + 1):
        u = lr * grad_f(path[k - 1])
        n = np.hypot.reduce(u)
        if n > max_update:
            u *= max_update / n
        path[k] -= u
        path[k + 1 :] = path[k]
    return path


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    path, radii = np.zeros((T + 1, x0.size)), np.zeros(T + 1)
    path[0], radii[0] = x0, radius0
    for k in range(T):
        x, delta = path[k], radii[k]
        path[k + 1], radii[k + 1] = x, delta
        g = grad_f(x)
        slope = np.linalg.norm(g)
        if slope == 0:
            continue
        trial = clipped_descent(grad_f, x, lr, delta, T=1)[1]
        was_clipped = slope * lr > delta
        t = delta if was_clipped else slope * lr
        promise = t * slope - t**2 / (2 * lr)
        drop = f(x) - f(trial)
        if np.isnan(drop) or np.isinf(drop) or drop < promise / 4:
            radii[k + 1] = delta / 2
        elif drop > 0.75 * promise and was_clipped:
            radii[k + 1] = delta * 2
        if np.isfinite(drop) and drop > promise / 10:
            path[k + 1] = trial
    return path, radii
