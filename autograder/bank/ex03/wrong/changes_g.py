"""The caller's gradient is changed.

Part: a

Your q is the caller's own array, and the loops work in place. After the call the gradient is gone,
and with it the next pair.

Next: which line makes q an array of its own?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g, []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q -= a * y
    if pairs:
        s, y = pairs[-1]
        q *= (s @ y) / (y @ y)
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q += (a - b) * s
    return q
