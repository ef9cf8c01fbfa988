"""There is one radius too few.

Part: c

Your radii are those that the T steps were made with, one for each. The radius after the last step is
missing, so path and radii differ in length, and a run cannot be taken up where it ended.

Next: what are the lengths of path and radii for T = 1?
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], []
    for _ in range(T):
        g = grad_f(x)
        radii.append(radius)
        if np.any(g):
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
    return np.array(path), np.array(radii)
