"""The radius never shrinks.

Part: c

Where the ratio is poor the step is rejected, but the radius stays. The next iteration starts from the
same x with the same model and the same radius: it finds the same step and rejects it again, for ever.

Next: after a rejection, what has to be different the next time?
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
        radius = delta
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
