"""Any positive curvature is enough for you.

Part: a

You use every pair with s'y > 0, however small beside |s| |y|. Such a product is mostly rounding,
its reciprocal is huge, and one such pair spoils H.

Next: compare s'y with |s| |y| for the pair that is reported.
"""


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 0]
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
