"""The radius is set to the length of the step.

Part: c

Where neither case applies, you set the radius to |p|. A step that ended inside then shrinks the region
although the model was good, and the next step meets a boundary that nothing asked for.

Next: what should the radius be after an interior step with a ratio of one?
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
        radius = float(np.linalg.norm(p))
    return (x + p, radius, True) if rho > eta else (x, radius, False)
