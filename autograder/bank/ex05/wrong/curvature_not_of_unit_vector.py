"""Length and curvature do not belong to the same vector.

Part: a

You divide |g| by the curvature g'Bg, which is that of a vector of length |g|, not of a unit vector. The
step is right only where |g| happens to be one; with f in other units it is far too long or far too
short.

Next: decide on one: g or the unit vector u along it. Then use it in both places.
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length / (delta * curvature))
    return -tau * delta / length * g
