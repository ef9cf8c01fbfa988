"""The vector has not the length one.

Part: b

You return the last product A q instead of the unit vector q. It points the right way and is as long
as the eigenvalue says.

Next: what is the length of the vector that you return?
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
    return value, value * q if value else q
