"""right
Style: overflow-safe norm, copies everywhere, a trust-region class with a run() loop and mutable state; f of the current point is
cached, the gradient is computed afresh only after an accepted step."""
import numpy as np


def _len(u):
    m = np.max(np.abs(u), initial=0.0)
    return m if m == 0 or not np.isfinite(m) else m * np.linalg.norm(u / m)


def clip_by_norm(u, max_norm):
    if not max_norm > 0:
        raise ValueError(f"max_norm must be positive, got max_norm = {max_norm}")
    length = _len(u)
    return np.array(u, dtype=float) if length <= max_norm else (u / length) * max_norm


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    path = [np.array(x0, dtype=float)]
    while len(path) <= T:
        here = path[-1]
        path.append(here + clip_by_norm(-lr * grad_f(here.copy()), max_update))
    return np.stack(path)


class _Region:
    def __init__(self, f, grad_f, x, lr, radius):
        self.f, self.grad_f, self.lr = f, grad_f, lr
        self.x, self.radius = np.array(x, dtype=float), float(radius)
        self.fx, self.g = f(self.x), grad_f(self.x)

    def advance(self):
        g, lr = self.g, self.lr
        if not np.any(g):
            return
        full = -lr * g
        clipped = _len(full) > self.radius
        p = clip_by_norm(full, self.radius)
        promised = -(g @ p + (p @ p) / (2 * lr))
        trial = self.x + p
        ft = self.f(trial)
        if not np.isfinite(ft):
            self.radius *= 0.5
            return
        rho = (self.fx - ft) / promised if promised > 0 else 0.0
        if rho < 0.25:
            self.radius *= 0.5
        elif rho > 0.75 and clipped:
            self.radius *= 2.0
        if rho > 0.1:
            self.x, self.fx, self.g = trial, ft, self.grad_f(trial)


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    region = _Region(f, grad_f, x0, lr, radius0)
    path, radii = [region.x.copy()], [region.radius]
    for _ in range(T):
        region.advance()
        path.append(region.x.copy())
        radii.append(region.radius)
    return np.array(path), np.array(radii)
