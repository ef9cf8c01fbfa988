"""The squared residual is compared.

Part: b

You compare r'r with eta times g'g. That is a test against the root of eta: too early for every eta
below one.

Next: by which factor has the residual fallen when your test is met with eta = 0.01?
"""

import numpy as np


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r, d = np.zeros_like(g), g.copy(), -g
    for k in range(2 * g.size if max_iter is None else max_iter):
        if r @ r <= eta * (g @ g):
            break
        Hd = hvp(d)
        curvature = d @ Hd
        if curvature <= 0:
            return p if k > 0 else -g
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
