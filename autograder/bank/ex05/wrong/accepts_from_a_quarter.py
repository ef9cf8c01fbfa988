"""The threshold of the radius decides about the step as well.

Part: c

You accept only where the ratio is at least 0.25. But a step with a ratio between eta and 0.25 decreases
f by a good part of the promise: take it, and shrink the radius for the next one.

Next: which two thresholds does the statement name, and what does each decide?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if np.isfinite(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho >= 0.25 else (x, radius, False)
