"""A trial with the value minus infinity is accepted.

Part: c

You refuse NaN and plus infinity, but minus infinity counts as a decrease without equal. It is no
minimum: it is an overflow or the logarithm of zero, and from there every further decrease is NaN.

Next: which values does np.isfinite refuse, and which ones does your test?
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
            rho = -np.inf if np.isnan(found) else (value - found) / promised
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
