"""The test looks at all of B instead of the curvature along g.

Part: a

You go to the boundary whenever B has a negative eigenvalue. But only the curvature along g matters on
this line: an indefinite B can curve upward there, and then the lowest point may lie inside the region.

Next: which single number of g and B decides whether the parabola on your line opens upward?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if np.linalg.eigvalsh(B)[0] <= 0 else min(1.0, length**3 / (delta * curvature))
    return -tau * delta / length * g
