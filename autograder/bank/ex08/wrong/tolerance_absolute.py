"""The tolerance has units.

Part: b

You stop when the quotient changes by less than tol, whatever its size. For a small operator that is
at once, with a value that is far off; for a large one it is never.

Next: by how much does the quotient change from one product to the next when A is multiplied by a
million?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any() or abs(value - before) <= tol:
            break
        q = z / np.linalg.norm(z)
    return value, q
