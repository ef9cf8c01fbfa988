"""The step goes along +g.

Part: a

The gradient points to where f rises fastest. Your step has the right length but the wrong sign, so the
model rises where it should fall.

Next: compute g.p for your step. Which sign should it have?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length**3 / (delta * curvature))
    return tau * delta / length * g
