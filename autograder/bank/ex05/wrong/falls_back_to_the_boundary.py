"""The fall-back ignores the curvature along g.

Part: b

Where B is not positive definite you go along -g to the boundary. But the model may curve upward on that
line, and then its lowest point can lie far inside: that is the Cauchy point.

Next: you wrote a function that knows both cases. Where is it called?
"""

import numpy as np


def dogleg_step(g, B, delta):
    try:
        np.linalg.cholesky(B)
    except np.linalg.LinAlgError:
        return -delta * g / max(np.linalg.norm(g), 1e-300)
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
