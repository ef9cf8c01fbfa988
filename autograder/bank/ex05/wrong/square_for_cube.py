"""The fraction of the radius has |g| to the wrong power.

Part: a

Your step is right in direction, but its length has the wrong unit: the fraction tau of the radius
contains one power of |g| too few. Multiply f by a thousand, and a step that should stay the same
changes.

Next: write down the model on the line as a function of the distance t, and set its derivative to zero.
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length**2 / (delta * curvature))
    return -tau * delta / length * g
