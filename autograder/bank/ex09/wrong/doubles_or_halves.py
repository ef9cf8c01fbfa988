"""The radius doubles after every accepted step and halves after every other.

Part: c

Two outcomes are not enough: a step may be accepted with a poor ratio, and then the radius should halve,
or with a fair one, and then it should stay. Your radius never rests, and it doubles after poor steps,
too.

Next: list what happens to x and to the radius for the ratios 0.05, 0.2, 0.5 and 0.9.
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
            radius = 2 * radius if rho > 0.1 else radius / 2
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
