"""The caller's x0 is moved along.

Part: c

Your path and radii are right, but x is the very array that the caller passed as x0, and the steps are
added to it in place. Whoever starts a second method from "the same" point starts it where this one
ended.

Next: print x0 before and after the call.
"""

import numpy as np


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    x, value, radius = x0, f(x0), radius0
    path, radii = [x.copy()], [radius]
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
        path.append(x.copy())
        radii.append(radius)
    return np.array(path), np.array(radii)
