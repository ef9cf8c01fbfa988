"""A radius shorter than the first leg is not noticed.

Part: b

Where even the corner lies outside the region, you still look for the boundary on the second leg. The
line may not meet the sphere there at all; then the root of a negative number is NaN.

Next: draw the path with a circle that is smaller than its first leg. Which leg does the circle cut?
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
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
