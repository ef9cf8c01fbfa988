"""The residual is computed with another product.

Part: b

You form H p anew in each iteration to get the residual, which doubles the price. It follows from H
d, which you have already.

Next: how many products do you ask for in one iteration?
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
        p = p + alpha * d
        r_new = g + hvp(p)
        d = -r_new + (r_new @ r_new) / (r @ r) * d
        r = r_new
    return p
