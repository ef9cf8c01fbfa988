"""The directions are not conjugate.

Part: b

Every search direction is the residual alone; beta is missing. That is steepest descent with exact
steps, which zigzags where CG needs at most n iterations.

Next: what is the product d'Hd' of two successive directions of yours?
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
        d = -r_new
        r = r_new
    return p
