"""The first loop runs from the oldest pair to the newest.

Part: a

Your first loop goes through the pairs in the order of the lists. The outermost factors of H belong
to the newest pair, so they have to act first. With a single pair the order cannot matter, which is
why the mistake hides until there are two.

Next: compare your result with the dense matrix for two pairs. Which factor stands next to g?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g.copy(), []
    for s, y in pairs:
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    if pairs:
        s, y = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, weights):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
