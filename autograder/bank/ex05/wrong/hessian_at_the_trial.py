"""The model is built with the Hessian of the trial point.

Part: c

The promise is computed with the Hessian at x + p. The model is a statement made at x, before the step; with another
Hessian the ratio judges a model that chose no step.

Next: at which points does your function call hess_f?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    g, B = grad_f(x), hess_f(x)
    if not g.any():
        return x, delta, False
    p = dogleg_step(g, B, delta)
    v = f(x + p)
    if not np.isfinite(v):
        return x, delta / 4, False
    rho = (f(x) - v) / -(g @ p + p @ hess_f(x + p) @ p / 2)
    new = delta / 4 if rho < 0.25 else delta
    if rho > 0.75 and np.linalg.norm(p) >= 0.99 * delta:
        new = min(2 * delta, delta_max)
    return (x + p if rho > eta else x), new, bool(rho > eta)
