"""The caller's x is changed.

Part: c

After your call the caller's array x holds another point: += works in place, and the array is not yours.
A caller that keeps a list of iterates finds them all equal.

Next: which of your statements assign to x, or into it? Does each make a new array?
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
    if rho > eta:
        x += p
    return x, radius, bool(rho > eta)
