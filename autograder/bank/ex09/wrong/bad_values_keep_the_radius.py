"""A trial that is not finite is skipped.

Part: c

You reject a trial whose value is NaN or infinite, and do nothing else. Nothing has changed then: the
next step makes the same trial from the same point, and the method waits for ever before the wall. Half
the radius would have brought it closer.

Next: print the radii of a run whose first trial is not finite.
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
            if not np.isfinite(found):
                path.append(x)
                radii.append(radius)
                continue
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
