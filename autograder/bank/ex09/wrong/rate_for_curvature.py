"""The model has the curvature lr instead of 1 / lr.

Part: c

Your quadratic term is lr |p|^2 / 2. A short rate means short steps, so it stands for a strongly curved
model, with the curvature 1 / lr: only with that is -lr g the point where the model is lowest.

Next: set the gradient of your model at p to zero and solve for p. Is it -lr g?
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
            promised = -(g @ p + lr * (p @ p) / 2)
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
