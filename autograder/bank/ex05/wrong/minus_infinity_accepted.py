"""A trial of minus infinity is accepted.

Part: c

A value of minus infinity looks like an enormous decrease, so your ratio is infinite and the step is
taken. Such a value is a sign that f was computed where it is not defined, by an overflow or by a
logarithm of zero.

Next: ask whether the trial value is finite before you compute the ratio.
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    p = dogleg_step(g, B, delta)
    trial = f(x + p)
    promised = -(g @ p + p @ B @ p / 2)
    rho = (value - trial) / promised if not np.isnan(trial) else -np.inf
    if rho < 0.25:
        radius = delta / 4
    elif rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        radius = min(2 * delta, delta_max)
    else:
        radius = delta
    return (x + p, radius, True) if rho > eta else (x, radius, False)
