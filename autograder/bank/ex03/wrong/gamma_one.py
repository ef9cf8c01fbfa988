"""H_0 is the identity although there are pairs.

Part: a

You start from the identity between the loops. The method still converges, sometimes even in fewer
steps, so the number of iterations will not tell you; but the first guess of every step length is
off by the scale of f.

Next: which multiple of I fits the newest pair best?
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
        q = q * 1.0
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return q
