"""Every decrease is measured from the start.

Part: c

You compare each trial with f(x0), not with f at the point where the step began. After a few good steps
every trial looks excellent, also one that climbs, and f may rise.

Next: which value should become the new reference once a step is accepted?
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
            promised = -(g @ p + p @ p / (2 * lr))
            rho = (value - found) / promised if np.isfinite(found) else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x = x + p
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
