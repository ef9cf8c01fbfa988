"""The curvature test has units.

Part: a

You leave out pairs with s'y below 1e-10, whatever their lengths. Near a solution, or with f
measured in small units, healthy pairs are tiny and your memory stays empty; where s and y are
large, useless pairs get in.

Next: how does s'y change when f is multiplied by 1e-8? And how does the ratio to |s| |y| change?
"""


def lbfgs_direction(g, s_list, y_list):
    pairs = [(s, y) for s, y in zip(s_list, y_list) if s @ y > 1e-10]
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
