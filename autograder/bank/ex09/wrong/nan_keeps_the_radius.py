"""A trial whose value is NaN leaves the radius as it was.

Part: c

Every comparison with NaN is false: yours rejects such a trial, but it does not halve the radius either,
so that the same trial comes again and again. Nor is minus infinity refused: its ratio is infinite, and
your method jumps there.

Next: ask first whether the value is finite, and decide there what the ratio shall be.
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
            rho = (value - found) / promised
            if rho < 0.25:
                radius = radius / 2
            elif rho > 0.75 and np.linalg.norm(lr * g) > radius:
                radius = 2 * radius
            if rho > 0.1:
                x, value = x + p, found
        path.append(x)
        radii.append(radius)
    return np.array(path), np.array(radii)
