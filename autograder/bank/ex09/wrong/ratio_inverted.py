"""The ratio is upside down.

Part: c

You divide the promised decrease by the actual one. A step that gained a tenth of its promise then has
the ratio 10 and looks splendid, and one that gained twice the promise looks mediocre: the radius grows
where it should shrink.

Next: what is your ratio for a step that gained nearly nothing: near zero or huge?
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
            rho = promised / (value - found) if np.isfinite(found) else -np.inf
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
