"""The factor of H_0 is s's / s'y.

Part: a

Your factor is an upper estimate of the inverse curvature along s (the long step of Barzilai and
Borwein). It is a known choice and it has the right units, but not the one that is asked for, and it
differs as soon as y is not a multiple of s.

Next: compare both quotients for a pair of your own.
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
        q = q * ((s @ s) / (s @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
