"""beta is upside down.

Part: b

Your factor is the old r'r over the new one. As the residual falls, it grows, and the directions are
no longer conjugate.

Next: should the memory of the old direction grow or shrink as the residual falls?
"""

import numpy as np


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r, d = np.zeros_like(g), g.copy(), -g
    for k in range(2 * g.size if max_iter is None else max_iter):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
        Hd = hvp(d)
        curvature = d @ Hd
        if curvature <= 0:
            return p if k > 0 else -g
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r @ r) / (r_new @ r_new) * d
        r = r_new
    return p
