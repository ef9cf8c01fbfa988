"""The new radius is twice the step, whether it was cut or not.

Part: c

After a good step you set the radius to twice its length. Where the step ended inside, the radius then shrinks or grows with
no need: it says how far the model is believed, and nothing has been learnt about that.

Next: which radius do you return after a short Newton step with a ratio of one?
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
    rho = (f(x) - v) / -(g @ p + p @ B @ p / 2)
    if rho < 0.25:
        delta = delta / 4
    elif rho > 0.75:
        delta = min(2 * np.linalg.norm(p), delta_max)
    return (x + p if rho > eta else x), delta, bool(rho > eta)
