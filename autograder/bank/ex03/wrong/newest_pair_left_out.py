"""The newest pair is left out of the loops.

Part: a

Your loops start one pair too late, so that the newest one only sets the scale of H_0. It is the pair that knows most about
where you are now; the secant equation H y = s fails for it.

Next: compute H y for the newest pair. Is it s?
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[-2::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs[:-1], a[::-1]):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
