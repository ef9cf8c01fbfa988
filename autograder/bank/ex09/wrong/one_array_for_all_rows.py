"""All rows of the path are the same array.

Part: c

You change x in place and append it again and again. A list keeps the array and not a copy of its values:
in the end every row of the path shows the last point.

Next: print path[0]: is it x0? Then look for the line that changes x instead of making a new one.
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0.copy(), f(x0), radius0
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
                x += p
                value = found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
