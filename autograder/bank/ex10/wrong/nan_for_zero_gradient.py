"""A zero gradient gives NaN.

Part: b

With g = 0 you divide zero by zero in the first iteration. There is nothing to solve then: the step
is zero.

Next: does your test stop you before the first product when g = 0?
"""

import numpy as np


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r, d = np.zeros_like(g), g.copy(), -g
    for k in range(2 * g.size if max_iter is None else max_iter):
        if np.linalg.norm(r) < eta * np.linalg.norm(g):
            break
        Hd = hvp(d)
        curvature = d @ Hd
        if curvature < 0:
            return p if k > 0 else -g
        with np.errstate(all="ignore"):
            alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        with np.errstate(all="ignore"):
            d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
