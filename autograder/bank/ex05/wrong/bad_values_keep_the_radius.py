"""A trial that is not finite leaves early.

Part: c

You reject a trial that is not finite, and return at once with the radius as it was. The next iteration
will try exactly the same point. A rejection has to change something, and only the radius can change.

Next: what does the caller's next call look like after your early return?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    if not np.isfinite(trial):
        return x, delta, False
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if np.isfinite(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
