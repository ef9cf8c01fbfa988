"""The radius never changes.

Part: c

Your method accepts or rejects, but the radius stays radius0 for ever. A limit that does not learn is a
clip, not a trust region: after one rejected trial the next is the same again, from the same point, and
the method is stuck.

Next: what does a rejected trial say about the radius it was made with?
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
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
