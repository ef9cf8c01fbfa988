"""At g = 0 you divide by zero.

Part: a

Where the gradient is zero there is no direction to go, and your function divides by its length all the
same: the step becomes NaN, and every number computed from it as well.

Next: which line divides by a quantity that is zero there, and what should be returned before it?
"""

import numpy as np


def cauchy_point(g, B, delta):
    length = np.linalg.norm(g)
    g, B = g.copy(), np.array(B)
    length = np.float64(length)
    curvature = g @ B @ g
    tau = 1.0 if curvature <= 0 else min(1.0, length**3 / (delta * curvature))
    return -tau * delta / length * g
