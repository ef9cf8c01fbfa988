"""The gradient is clipped to the radius, not the step.

Part: c

Your step is lr times the gradient clipped to the radius, so it is shorter than the radius by the factor
lr, or longer where lr is above 1. A trust region limits how far one goes from x; the length of the
gradient has other units.

Next: compare the length of p with the radius where the gradient is long.
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.any(g):
            p = -lr * clip_by_norm(g, radius)
            found = f(x + p)
            promised = -(g @ p + p @ p / (2 * lr))
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
