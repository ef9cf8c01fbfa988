"""A class that holds the state of the walk; (b) and (c) are thin covers."""

import numpy as np


def clip_by_norm(u, max_norm):
    if not max_norm > 0:
        raise ValueError(f"max_norm = {max_norm}")
    return u * min(1.0, max_norm / max(np.linalg.norm(u), 1e-300))


def clipped_descent(grad_f, x0, lr, max_update, T=100):
    rows = np.empty((T + 1, len(x0)))
    rows[0] = x0
    for k, x in enumerate(rows[:-1]):
        rows[k + 1] = x + clip_by_norm(-lr * grad_f(x), max_update)
    return rows


class Region:
    def __init__(self, f, grad_f, x, lr, radius):
        self.f, self.grad_f, self.x, self.lr, self.radius = f, grad_f, x.copy(), lr, radius

    def step(self):
        g = self.grad_f(self.x)
        length = self.lr * np.linalg.norm(g)
        if length == 0:
            return
        p = -self.lr * g * min(1, self.radius / length)
        gain = self.f(self.x) - self.f(self.x + p)
        promise = -(g @ p) - p @ p / self.lr / 2
        good = np.isfinite(gain) and gain > 0.1 * promise
        if not good or gain < 0.25 * promise:
            self.radius *= 0.5
        elif gain > 0.75 * promise and length > self.radius:
            self.radius *= 2
        if good:
            self.x = self.x + p


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    region = Region(f, grad_f, x0, lr, radius0)
    rows = [(region.x, region.radius)]
    while len(rows) <= T:
        region.step()
        rows.append((region.x, region.radius))
    path, radii = zip(*rows)
    return np.array(path), np.array(radii)
