"""H_0 is scaled by a pair that was left out.

Part: a

You leave out pairs without curvature in the loops, but the factor of H_0 still comes from the last
pair of the list. With negative curvature that factor is negative, and H is no longer positive
definite.

Next: from which pair does your factor come when the newest one is not usable?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    if len(s_list) and y_list[-1] @ y_list[-1] > 0:
        q = q * (s_list[-1] @ y_list[-1]) / (y_list[-1] @ y_list[-1])
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
