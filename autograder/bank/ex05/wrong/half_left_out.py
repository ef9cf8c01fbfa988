"""The factor 1/2 of the quadratic term is lost.

Part: a

Your step is the lowest point of g.p + p'Bp, with no 1/2, so it stops half-way to where the model is
lowest. It still decreases the model, which is why the mistake is easy to miss.

Next: differentiate the model along the line once more and keep track of the 1/2.
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length**3 / (2 * delta * curvature))
    return -tau * delta / length * g
