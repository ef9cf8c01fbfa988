"""The number of products is not limited.

Part: b

You go on until the quotient has settled, however long that takes. With two close eigenvalues it can
take for ever.

Next: how many products do you ask for when iterations is 6?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    while True:
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z / np.linalg.norm(z)
    return value, q
