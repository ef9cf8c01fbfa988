"""The ratio has the wrong sign.

Part: c

One of your two decreases is taken the wrong way round: new minus old. A good step then has a negative
ratio, every one of them is rejected, and the radius halves from step to step while x never moves.

Next: for a step that lowers f, print the decrease that the model promised and the one that came. Both
should be positive.
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
            promised = g @ p + p @ p / (2 * lr)
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
