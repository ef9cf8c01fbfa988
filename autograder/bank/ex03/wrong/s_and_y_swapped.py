"""s and y are swapped.

Part: a

Your loops use steps where gradient differences belong and the other way round. What you compute is
a product with the Hessian's approximation rather than with its inverse: the secant equation comes
out as s in the place of y.

Next: what should H y be for the newest pair, and what is it?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(y, s) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    if pairs:
        s, y = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
