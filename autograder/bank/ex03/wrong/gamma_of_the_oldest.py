"""H_0 is scaled by the oldest pair.

Part: a

Your factor comes from the first pair in the lists, the oldest one. The newest pair knows most about
the curvature where the method stands now.

Next: which end of the lists holds the newest pair?
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
        s, y = pairs[0]
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
