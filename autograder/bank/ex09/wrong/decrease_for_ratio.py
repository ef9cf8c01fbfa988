"""The decrease is not compared with any promise.

Part: c

You accept where f falls and reject where it does not, and the radius doubles or halves with that.
Without a model there is no promise, so a step that gained a hundredth of what was to be had counts like
a perfect one.

Next: what do you divide the actual decrease by?
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
            rho = 1.0 if np.isfinite(found) and found < value else -1.0
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
