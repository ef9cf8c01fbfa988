"""The step is cut coordinate by coordinate.

Part: a

Each entry of your step is cut to the radius by itself. The region is a ball, not a box: the step may still be too long,
and its direction has changed.

Next: print the length of your step, and its angle with -g.
"""

import numpy as np


def cauchy_point(g, B, delta):
    if not g.any():
        return 0 * g
    q = g @ B @ g
    t = (g @ g) / q if q > 0 else np.inf
    if np.isinf(t):
        return -delta * g / np.linalg.norm(g)
    return np.clip(-t * g, -delta, delta)
