"""The step so far is thrown away.

Part: b

Whenever you meet negative curvature you return -g, also when several good iterations came before.
What they found is lost.

Next: what do you return when the third direction has negative curvature?
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
            return -g
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
