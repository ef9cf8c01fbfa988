"""Negative curvature is treated as positive.

Part: a

You take the absolute value of the curvature. Where the model curves downward it keeps falling all the
way to the boundary, but your step stops as if there were a lowest point inside.

Next: take g = (1, 0), B = -I and delta = 2 by hand. How far does the model fall?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = min(1.0, length**3 / (delta * abs(curvature)))
    return -tau * delta / length * g
