"""The Newton point is taken even outside the region.

Part: b

Where B is positive definite you return the Newton point, whatever delta is. The radius exists because
the model is not to be believed that far away; without it this is Newton's method and may run off.

Next: compare the length of your step with delta, for a small delta.
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    newton = -np.linalg.solve(B, g)
    return newton
