"""The steps are clipped to radius0 whatever the radius is.

Part: c

Your radius follows the ratio, but the step is still clipped to the first one. The radius is recorded and
never obeyed: a rejected trial is made once more, exactly as before.

Next: print the length of p beside the radius after the first rejection.
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x], [radius]
    for _ in range(T):
        g = grad_f(x)
        if np.any(g):
            p = clip_by_norm(-lr * g, radius0)
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
