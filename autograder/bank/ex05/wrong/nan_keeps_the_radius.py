"""A NaN trial leaves the radius as it was.

Part: c

Every comparison with NaN is false, so none of your cases applies: the step is rejected but the radius
stays, and the next iteration tries the very same point again, for ever.

Next: what is your ratio where f(x + p) is NaN, and which of your branches does it reach?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if abs(trial) < np.inf or np.isnan(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
