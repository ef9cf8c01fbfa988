"""Negative curvature in the first iteration gives zero.

Part: b

You return the step so far, and in the first iteration that is the zero vector. A method cannot move
along it: the negative gradient is there to be taken.

Next: what do you return for minus the identity?
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
            return p
        alpha = (r @ r) / curvature
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
