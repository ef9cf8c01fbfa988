"""The second loop runs from the newest pair to the oldest.

Part: a

Your second loop repeats the order of the first. On the way back the factors are met in the opposite
order: the oldest pair, which stands next to H_0, comes first.

Next: write H for two pairs as a product of factors, and read it from the inside out.
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
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(reversed(pairs), weights):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
