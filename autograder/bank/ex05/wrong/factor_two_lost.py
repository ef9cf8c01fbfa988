"""A factor 2 is lost in the quadratic equation.

Part: b

In |corner + t d|^2 = delta^2 the term that is linear in t carries a factor 2. Your solution formula
expects it, but your coefficient does not have it, so the step misses the boundary.

Next: put your t back into the equation. What is left?
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
    return corner + (-b + np.sqrt(b**2 - 4 * a * c)) / (2 * a) * d
