"""Negative curvature counts as curvature.

Part: a

You test the magnitude of s'y, so that a pair with negative s'y is used. Along such a step f bends downwards, and no positive
definite matrix fits it: the result may point uphill.

Next: give your function one pair with s'y < 0 and print g @ result.
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [
        (s, y) for s, y in zip(s_list, y_list) if abs(s @ y) > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)
    ]
    q, a = g.copy(), []
    for s, y in pairs[::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs, a[::-1]):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
