"""The determinant is used to test definiteness.

Part: b

You take B to be positive definite where its determinant is positive. Two negative eigenvalues have a
positive product as well, so such a B passes, and the step goes towards a point that is no minimiser.

Next: what is the determinant of -I in two dimensions, and is -I positive definite?
"""

import numpy as np


def dogleg_step(g, B, delta):
    if np.linalg.det(B) <= 0:
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
