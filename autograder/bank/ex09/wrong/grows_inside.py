"""The radius doubles after steps that were not clipped.

Part: c

You double the radius whenever the ratio is good. A step that ended inside was not limited by the radius,
so its success says nothing about it: near a minimiser your radius doubles at every step, and when
trouble comes it takes as many rejected trials to shrink it again.

Next: print the radius beside the length of lr g over the last steps.
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
            elif rho > 0.75:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
