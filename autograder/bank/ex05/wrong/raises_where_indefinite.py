"""An indefinite B ends in an error.

Part: b

Your factorisation fails where B is not positive definite, and the error reaches the caller. Such a B is
no accident: away from a minimiser it is normal, and the method needs a step there, too.

Next: catch the error where it arises. Which step needs no positive definite B?
"""

import numpy as np


def dogleg_step(g, B, delta):
    np.linalg.cholesky(B)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
