"""One call makes several iterations.

Part: c

Where the step is rejected, your function shrinks the radius and tries again until a step is accepted.
One call should be one iteration: the caller is told of the rejection and decides whether to go on.

Next: how many trial points may one call have?
"""

import numpy as np


def trust_region_step(f, grad_f, hess_f, x, delta, delta_max=100.0, eta=0.1):
    value, g, B = f(x), grad_f(x), hess_f(x)
    if not np.any(g):
        return x, delta, False
    for _ in range(40):
        p = dogleg_step(g, B, delta)
        trial = f(x + p)
        rho = -(value - trial) / (g @ p + p @ B @ p / 2) if np.isfinite(trial) else -np.inf
        on_boundary = np.linalg.norm(p) >= 0.99 * delta
        if rho > 0.75 and on_boundary:
            return x + p, min(2 * delta, delta_max), True
        if rho > eta:
            return x + p, delta / 4 if rho < 0.25 else delta, True
        delta = delta / 4
    return x, delta, False
