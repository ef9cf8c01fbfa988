"""The wrong root of the quadratic is taken.

Part: b

The straight line of the second leg meets the sphere twice. You took the crossing behind the corner, on
the far side from the Newton point: the step has the right length and the wrong place.

Next: between which two numbers must the parameter lie on the second leg?
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
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b - np.sqrt(b**2 - a * c)) / a * d
