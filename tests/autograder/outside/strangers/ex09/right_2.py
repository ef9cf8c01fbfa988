"""right
Style: closed forms. Along -g everything is a scalar t = min(lr, radius/|g|), so the predicted decrease is t|g|^2 (1 - t/(2 lr)); the
loops are tail calls of pure step functions folded with functools.reduce; f is recomputed instead of cached."""
import math
from functools import reduce
import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm = %r is not positive" % (max_norm,))
    return u * min(1.0, max_norm / max(np.linalg.norm(u), np.finfo(float).tiny))


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    def step(path, _):
        g = grad_f(path[-1])
        size = np.linalg.norm(g)
        t = lr if lr * size <= max_update else max_update / size
        return path + [path[-1] - t * g]
    return np.array(reduce(step, range(T), [np.array(x0, dtype=float)]))


def _tr(f, grad_f, lr, x, radius):
    g = grad_f(x)
    size = math.hypot(*g)
    if size == 0:
        return x, radius
    inside = lr * size <= radius
    t = lr if inside else radius / size
    trial = x - t * g
    ft = f(trial)
    if not math.isfinite(ft):
        return x, radius / 2
    predicted = t * size * size * (1 - t / (2 * lr))
    actual = f(x) - ft
    # the ratio is never formed: actual and predicted are compared with the thresholds
    new_radius = radius / 2 if actual < 0.25 * predicted else radius * 2 if actual > 0.75 * predicted and not inside else radius
    return (trial if actual > 0.1 * predicted else x), new_radius


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    states = reduce(lambda hist, _: hist + [_tr(f, grad_f, lr, *hist[-1])], range(T), [(np.array(x0, dtype=float), float(radius0))])
    xs, rs = zip(*states)
    return np.vstack(xs), np.array(rs)
