"""The result has a negative sign.

Part: a

You return the search direction -H g. Both conventions are in use; here the function returns H g,
and the method takes its negative. In the other way round the method walks uphill.

Next: what should the function return when there are no pairs?
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
    for (s, y), a in zip(pairs, reversed(weights)):
        b = (y @ q) / (s @ y)
        q = q + (a - b) * s
    return -q
