"""At a zero gradient the ratio divides zero by zero.

Part: c

At a stationary point nothing is promised and nothing comes: the ratio is 0 / 0, which plain Python
numbers refuse with ZeroDivisionError. Arriving is no error; point and radius should simply stay.

Next: start at a minimiser, and decide what a step should do before you form the ratio.
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
            promised = -float(g @ p + p @ p / (2 * lr))
            rho = float(value - found) / promised if np.isfinite(found) else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
