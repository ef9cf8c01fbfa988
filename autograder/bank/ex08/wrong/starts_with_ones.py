"""The start is the same vector every time.

Part: b

You start from the vector of ones. It may have no component along the dominant eigenvector, and then
the method finds another one. A random start has one almost surely.

Next: what does your method find when the dominant eigenvector is (1, -1)?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.ones(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z / np.linalg.norm(z)
    return value, q
