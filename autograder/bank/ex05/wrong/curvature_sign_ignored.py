"""Negative curvature is not told apart.

Part: a

Your formula for the lowest point is used even where the model curves downward along -g. There it is the
highest point, and it lies on the other side: your step goes uphill.

Next: for negative curvature, which sign does your quotient have, and which point of the parabola does it
find?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = min(1.0, length**3 / (delta * curvature))
    return -tau * delta / length * g
