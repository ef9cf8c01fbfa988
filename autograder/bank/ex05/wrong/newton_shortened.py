"""The Newton step is cut to the radius.

Part: b

Outside the region you keep the Newton direction and shorten the step. In a small region that is the
wrong direction: there the model is nearly linear, and the negative gradient is better. The dogleg turns
from one to the other.

Next: for a very small delta, which direction should the step have?
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    return delta / np.linalg.norm(newton) * newton
