"""right
Style: preallocated arrays, chained while loop with break and continue, a NamedTuple record, np.vdot, warnings; radius kept as an
integer power of two times radius0."""
import warnings
from typing import NamedTuple
import numpy as np


class Trial(NamedTuple):
    point: np.ndarray
    value: float
    ratio: float
    was_clipped: bool


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        warnings.warn("a limit that is not positive makes no sense")
        raise ValueError(f"limit max_norm = {max_norm} is not positive")
    v = np.asarray(u, dtype=float).copy()
    if (size := float(np.sqrt(np.vdot(v, v)))) > max_norm:
        v /= size
        v *= max_norm
    return v


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    x = np.empty((T + 1, np.size(x0)))
    x[0] = x0
    k = 0
    while True:
        if k == T:
            break
        update = np.negative(lr) * grad_f(np.copy(x[k]))
        x[k + 1] = x[k] + clip_by_norm(update, max_update)
        k += 1
    return x


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x = np.empty((T + 1, np.size(x0)))
    level = np.zeros(T + 1, dtype=int)
    x[0] = x0
    fx = f(np.copy(x[0]))

    def attempt(k):
        g = grad_f(np.copy(x[k]))
        full = -lr * g
        radius = radius0 * 2.0 ** level[k]
        p = clip_by_norm(full, radius) if np.any(g) else None
        if p is None:
            return None
        value = f(x[k] + p)
        decrease = -np.vdot(g, p) - 0.5 * np.vdot(p, p) / lr
        ratio = -np.inf if not np.isfinite(value) or decrease <= 0 else (fx - value) / decrease
        return Trial(x[k] + p, value, ratio, bool(np.sqrt(np.vdot(full, full)) > radius))

    for k in range(T):
        x[k + 1], level[k + 1] = x[k], level[k]
        trial = attempt(k)
        if trial is None:
            continue
        if trial.ratio > 0.1:
            x[k + 1], fx = trial.point, trial.value
        if trial.ratio < 0.25:
            level[k + 1] -= 1
        elif trial.ratio > 0.75 and trial.was_clipped:
            level[k + 1] += 1
    return x, radius0 * 2.0 ** level
