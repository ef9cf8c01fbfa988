"""The second loop takes the weights in the wrong order.

Part: a

The first loop runs from the newest pair to the oldest and stores its weights in that order; your second loop runs the other
way, but takes the weights as they were stored. Each pair gets the weight of another one.

Next: label the weights of two pairs and see which of them each pair gets in the second loop.
"""

import numpy as np


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10 * np.linalg.norm(s) * np.linalg.norm(y)]
    q, a = g.copy(), []
    for s, y in pairs[::-1]:
        a.append((s @ q) / (s @ y))
        q = q - a[-1] * y
    if pairs:
        q = q * (pairs[-1][0] @ pairs[-1][1]) / (pairs[-1][1] @ pairs[-1][1])
    for (s, y), w in zip(pairs, a):
        q = q + (w - (y @ q) / (s @ y)) * s
    return q
