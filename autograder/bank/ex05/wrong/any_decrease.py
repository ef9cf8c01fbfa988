"""Any decrease is accepted.

Part: c

You take every trial that is lower than x, however little. Steps that gain ever smaller parts of what was
promised can go on without end and come near no minimiser; eta is there to ask for a fixed part.

Next: in which line does eta appear?
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
    return (x + p, radius, True) if rho > 0 else (x, radius, False)
