"""All pairs are dropped because of one.

Part: a

As soon as one pair has no usable curvature you return g, as if there were no pairs at all. Leave
out that pair alone: the others still carry what was learnt.

Next: what happens to the usable pairs in your function when one is not usable?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    if len(pairs) < len(s_list):
        return g.copy()
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
