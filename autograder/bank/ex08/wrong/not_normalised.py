"""The vector is never normalised.

Part: b

You multiply again and again without normalising. The vector grows or shrinks by the eigenvalue each
time, until it overflows or vanishes.

Next: print the length of your vector after each product.
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        with np.errstate(all="ignore"):
            before, value = value, float(q @ z / (q @ q))
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z
    return value, q
