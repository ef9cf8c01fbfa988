"""The second weights are computed before H_0 was applied.

Part: a

In the second loop you take the product of y with the vector of the first loop and not with the one
that is being built up. The two halves of the update no longer fit together.

Next: which vector changes during the second loop, and which one do you multiply by y?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, weights = g.copy(), []
    for s, y in reversed(pairs):
        a = (s @ q) / (s @ y)
        weights.append(a)
        q = q - a * y
    first = q.copy()
    if pairs:
        s, y = pairs[-1]
        q = q * ((s @ y) / (y @ y))
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ first) / (s @ y)
        q = q + (a - b) * s
    return q
