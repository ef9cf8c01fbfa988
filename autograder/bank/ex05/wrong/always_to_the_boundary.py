"""The step always ends on the boundary.

Part: a

Your step has the length delta in every case. Where the model curves upward, its lowest point on the line
may lie well inside; walking past it makes the model rise again, and in a large region far above where it
began.

Next: draw the parabola for positive curvature and a large radius. Where is its lowest point?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0
    return -tau * delta / length * g
