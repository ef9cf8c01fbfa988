"""The test for a clipped step looks at the step after the clip.

Part: c

You ask whether p is longer than the radius in order to see whether it was clipped. After the clip it
never is, except by the last bit of rounding: your radius doubles by chance where it should, and mostly
stays. The same holds for a test of equality.

Next: which vector was, or was not, longer than the radius: the one before the clip or the one after it?
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
            elif rho > 0.75 and np.linalg.norm(p) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
