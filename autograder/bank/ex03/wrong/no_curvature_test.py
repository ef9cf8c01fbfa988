"""Pairs without positive curvature are used.

Part: a

A pair with negative or vanishing s'y enters your loops. Then H is no longer positive definite, or
it divides by zero, and the direction may lead uphill.

Next: what is 1 / s'y for such a pair, and what does it do to H?
"""


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list)]
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
