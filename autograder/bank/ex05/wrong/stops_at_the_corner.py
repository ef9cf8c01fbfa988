"""The step never leaves the first leg.

Part: b

Where the Newton point lies outside, your step stops at the corner although the region reaches further.
The second leg is where the curvature of B is put to use; without it the method creeps until the Newton
point comes into reach.

Next: is the length of your step equal to delta whenever the Newton point is outside? It should be.
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    return corner
