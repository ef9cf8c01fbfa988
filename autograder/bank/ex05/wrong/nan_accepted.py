"""A NaN trial is accepted.

Part: c

You reject where the ratio is too small. With NaN every comparison is false, so it is not too small, and
the step is taken: from there on everything is NaN.

Next: turn the question round: accept where the ratio is large enough.
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if not np.isinf(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x, radius, False) if rho <= eta else (x + p, radius, True)
