"""The step is not kept inside the region.

Part: a

Where the model curves upward, your step goes to the lowest point on the line even when that lies outside
the region. The radius is the one promise that a trust-region step makes: beyond it the model is not
believed.

Next: compare the length of your step with delta when delta is small. What should limit it?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else length**3 / (delta * curvature)
    return -tau * delta / length * g
