"""The largest eigenvalue takes the place of the curvature along g.

Part: a

You divide by the largest eigenvalue of B. That is the cautious step of a method that knows nothing but a
bound; the curvature along g is known here, it is smaller as a rule, and the lowest point lies further
out.

Next: compute the model at your step and at one ten per cent longer. Which is lower?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    if length == 0:
        return np.zeros_like(g)
    curvature = np.linalg.eigvalsh(B)[-1] * length**2
    tau = 1.0 if curvature <= 0 else min(1.0, length**3 / (delta * curvature))
    return -tau * delta / length * g
