"""The second leg has the wrong direction.

Part: b

From the corner you go on along the Newton step itself. The second leg runs from the corner *to* the Newton point, that is
along their difference; your path misses the Newton point.

Next: draw the three points, and where your path goes from the corner.
"""

import numpy as np


def dogleg_step(g, B, delta):
    if np.linalg.eigvalsh(B).min() <= 0 or not g.any():
        return cauchy_point(g, B, delta)
    n, u = -np.linalg.solve(B, g), -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(n) <= delta:
        return n
    if np.linalg.norm(u) >= delta:
        return cauchy_point(g, B, delta)
    a, b, c = n @ n, 2 * u @ n, u @ u - delta**2
    t = (-b + np.sqrt(b * b - 4 * a * c)) / (2 * a)
    return u + t * n
