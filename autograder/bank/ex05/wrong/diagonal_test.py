"""The diagonal is used to test definiteness.

Part: b

You look at the signs on the diagonal of B. They are the curvatures along the axes only: with large
entries off the diagonal B curves downward in between, and your function mistakes it for positive
definite.

Next: is the matrix with rows (1, 2) and (2, 1) positive definite?
"""

import numpy as np


def dogleg_step(g, B, delta):
    if np.any(np.diag(B) <= 0):
        return cauchy_point(g, B, delta)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
