"""The caller's lists are emptied.

Part: a

You take the pairs out of the lists that you were given. The method needs them again in its next
step.

Next: which call removes entries from s_list?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = []
    while s_list:
        s, y = s_list.pop(0), y_list.pop(0)
        if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y):
            pairs.append((s, y))
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    if pairs:
        s, y = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        q = q + (a - (y @ q) / (s @ y)) * s
    return q
