"""Negative curvature is not noticed.

Part: b

You divide by d'Hd whatever its sign. Along a direction of negative curvature CG steps to the top of
the model, and the result may lead uphill.

Next: print d'Hd in each iteration for an indefinite operator.
"""

import numpy as np


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r, d = np.zeros_like(g), g.copy(), -g
    for k in range(2 * g.size if max_iter is None else max_iter):
        if np.linalg.norm(r) <= eta * np.linalg.norm(g):
            break
        Hd = hvp(d)
        curvature = d @ Hd
        alpha = (r @ r) / (curvature or 1e-300)
        r_new = r + alpha * Hd
        p = p + alpha * d
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
