"""The limit is 100 whatever delta_max says.

Part: c

Your radius stops growing at 100, not at delta_max. That works until somebody measures x in other units;
then it grows too far, or is thrown back.

Next: search your function for the number 100.
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
        radius = min(2 * delta, 100.0)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
