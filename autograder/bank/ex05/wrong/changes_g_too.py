"""The caller's g is changed.

Part: b

Your function turns g round in place. The caller computes the predicted decrease from g and p afterwards,
and gets it with the wrong sign.

Next: which of your statements assign to g, or into it?
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return cauchy_point(g, B, delta)
    g *= -1
    newton = np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = (g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
