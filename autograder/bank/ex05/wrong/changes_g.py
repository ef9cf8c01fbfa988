"""The caller's g is changed.

Part: a

Your function divides g by its length in place. The array belongs to the caller, who goes on to compute
the predicted decrease with it and gets another number than the one it should be.

Next: which of your statements assign to g, or into it? Give the unit vector a name of its own.
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    g /= length
    curvature = g @ B @ g
    return -(delta if curvature <= 0 else min(delta, length / curvature)) * g
