"""The direction of negative curvature is added.

Part: b

When you meet negative curvature you add the search direction to the step. How far to go along it
nothing tells you here; the step so far is asked for.

Next: compare your result with the step before the last iteration.
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
            return p + d
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
