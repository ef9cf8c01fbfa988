"""The ratio is upside down.

Part: c

You divide the promised decrease by the actual one. For a perfect model both ways give one, so a
quadratic shows nothing; but a decrease of a tenth of the promise becomes a ratio of ten, and a poor
model is rewarded.

Next: f fell by a tenth of what was promised. What should the ratio be?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = promised / (value - trial) if np.isfinite(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
