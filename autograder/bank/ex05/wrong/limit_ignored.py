"""delta_max is ignored.

Part: c

The radius doubles without end. A limit keeps a run of lucky steps from making the region so large that
the next poor step takes many rejections to undo.

Next: in which line does delta_max appear?
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
        radius = 2 * delta
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
