"""B is not tested for being positive definite.

Part: b

With an indefinite B the Newton point solves the equations but is a saddle point of the model, which may
lie uphill. Your function walks towards it where it should fall back on the Cauchy point.

Next: which factorisation fails exactly where B is not positive definite?
"""

import numpy as np


def dogleg_step(g, B, delta):
    newton = -np.linalg.solve(B, g)
    if np.linalg.norm(newton) <= delta:
        return newton
    corner = -(g @ g) / (g @ B @ g) * g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
