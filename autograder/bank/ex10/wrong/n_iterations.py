"""It stops after n iterations by itself.

Part: b

Without a max_iter you allow n iterations, as many as conjugate gradients need in exact arithmetic. Rounding spoils
the conjugacy, and on an ill-conditioned operator more are needed; the default allows 2n and more.

Next: print the residual after n iterations for a condition number of 1e4.
"""

import numpy as np


def truncated_cg(hvp, g, eta=0.5, max_iter=None):
    p, r = np.zeros_like(g), g.copy()
    d, rr = -r, g @ g
    for _ in range(g.size if max_iter is None else max_iter):
        if np.sqrt(rr) <= eta * np.linalg.norm(g):
            break
        hd = hvp(d)
        if d @ hd <= 0:
            return p if p.any() else -g
        alpha = rr / (d @ hd)
        p, r = p + alpha * d, r + alpha * hd
        before, rr = rr, r @ r
        d = -r + (rr / before) * d
    return p
