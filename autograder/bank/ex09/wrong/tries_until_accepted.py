"""A rejected trial is not counted as a step.

Part: c

You halve the radius and try again until a trial is accepted, all within one step. The method is sound,
but its record hides the rejected trials: rows and radii do not say what was tried, and T no longer
bounds the work.

Next: how often is f called in your first step, and how many rows does that step add?
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        rho = 0.0
        while np.any(g) and not rho > 0.1 and radius > 1e-300:
            p = clip_by_norm(-lr * g, radius)
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
