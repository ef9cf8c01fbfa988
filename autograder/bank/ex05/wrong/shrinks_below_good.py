"""Every ratio that is not good shrinks the radius.

Part: c

You shrink the radius wherever the ratio is not above 0.75. A ratio of one half is a model that is fair
enough: there the radius stays, or the steps become needlessly short.

Next: there are three cases for the radius. Which ratios belong to the middle one?
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
    if rho <= 0.75:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
