"""The direction is not a unit vector.

Part: a

You multiply delta by g itself. The radius is a length, so the vector that it multiplies must have length
one; otherwise the step is too long by the factor |g|, or too short where the gradient is small.

Next: what is the length of your step where the model curves downward? It should be delta.
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length**3 / (delta * curvature))
    return -tau * delta * g
