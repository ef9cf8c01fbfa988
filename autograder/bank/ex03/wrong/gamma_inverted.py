"""The factor of H_0 is upside down.

Part: a

You multiply by y'y / s'y, which estimates the size of the Hessian. H stands for its inverse, so the
factor has to be an estimate of the inverse curvature.

Next: if f is multiplied by 100, by how much should H shrink?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    if pairs:
        s, y = pairs[-1]
        q = q * ((y @ y) / (s @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
