"""Only the curvature along g is tested.

Part: b

You take B to be positive definite where g'Bg is positive. That is curvature in one direction only; B may
curve downward in others, and then the Newton point is a saddle point of the model.

Next: a test along one direction is enough for the Cauchy point. What do you need to know for the Newton
point?
"""

import numpy as np


def dogleg_step(g, B, delta):
    if g @ B @ g <= 0:
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
