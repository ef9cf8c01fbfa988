"""The promise has the wrong sign.

Part: c

Your denominator is the change m(p) - m(0), which is negative for every good step, over the decrease of
f. The ratio is then negative where all is well: good steps are rejected and the radius shrinks for ever.

Next: for a step that lowers both f and the model, which sign does your ratio have?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = g @ p + p @ B @ p / 2
    rho = (value - trial) / promised if np.isfinite(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
