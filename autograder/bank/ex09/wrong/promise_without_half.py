"""The half is missing in the model.

Part: c

Your quadratic term is |p|^2 / lr instead of |p|^2 / (2 lr). For a step that is not clipped the promise
is then exactly zero, or what rounding leaves of it, and the ratio is a division by nothing.

Next: compute m(0) - m(p) for p = -lr g, with your formula and with the one of the statement.
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.any(g):
            p = clip_by_norm(-lr * g, radius)
            found = f(x + p)
            promised = -(g @ p + p @ p / lr)
            rho = (value - found) / promised if np.isfinite(found) else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
