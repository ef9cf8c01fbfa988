"""At a zero gradient the radius shrinks.

Part: c

At a stationary point your step is zero, its gain is zero, and you treat that as a poor ratio: the radius
halves at every step. The point is right, but the radius collapses for no reason, and whoever goes on
from there starts with nothing.

Next: what is there to learn about the radius from a step of length zero?
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if True:
            p = clip_by_norm(-lr * g, radius)
            found = f(x + p)
            promised = -(g @ p + p @ p / (2 * lr))
            rho = (value - found) / promised if np.isfinite(found) and promised > 0 else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
