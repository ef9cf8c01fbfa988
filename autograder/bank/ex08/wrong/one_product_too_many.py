"""There is one product too many.

Part: b

You multiply once more at the end to form the quotient. The limit counts products, and the last one
has already been asked for.

Next: how many products do you ask for when iterations is 6?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z / np.linalg.norm(z)
    return float(q @ hvp(q)), q
