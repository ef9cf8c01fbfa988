"""The path bends at -g instead of the lowest point along it.

Part: b

Your first leg ends at -g, which is a point of no particular meaning: its length depends on the units of
f. The corner of the dogleg is where the model along -g is lowest when there is no region at all.

Next: what is the lowest point of g.p + p'Bp / 2 for p = -t g?
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
    corner = -g
    if np.linalg.norm(corner) >= delta:
        return -delta / np.linalg.norm(g) * g
    d = newton - corner
    a, b, c = d @ d, corner @ d, corner @ corner - delta**2
    return corner + (-b + np.sqrt(b**2 - a * c)) / a * d
