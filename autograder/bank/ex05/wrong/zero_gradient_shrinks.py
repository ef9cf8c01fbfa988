"""At a zero gradient the radius shrinks.

Part: c

Where the gradient is zero the step is zero and the ratio is 0/0. Your function takes that for a poor
model and shrinks the radius, call after call, although nothing was tried.

Next: what do you know about the step before you compute the ratio?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if np.isfinite(trial) and promised > 0 else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
