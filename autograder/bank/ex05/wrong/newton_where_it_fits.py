"""The Newton point is taken where it fits.

Part: a

Where B is positive definite and the Newton point lies inside the region, you return it. That is a better step, but not the
Cauchy point: this one stays on the line along -g, whatever B is.

Next: which of your branches returns a step that is not a multiple of g?
"""

import numpy as np


def cauchy_point(g, B, delta):
    if not g.any():
        return 0 * g
    q = g @ B @ g
    t = min((g @ g) / q, delta / np.linalg.norm(g)) if q > 0 else delta / np.linalg.norm(g)
    if np.all(np.linalg.eigvalsh(B) > 0):
        p = -np.linalg.solve(B, g)
        if np.linalg.norm(p) <= delta:
            return p
    return -t * g
