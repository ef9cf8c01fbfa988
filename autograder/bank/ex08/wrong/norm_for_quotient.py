"""The sign of the eigenvalue is lost.

Part: b

You return the length of A q. It is the magnitude of the eigenvalue: where the dominant one is
negative, you report it as positive, and a saddle looks like a bowl.

Next: what does your method return for minus the identity?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(np.linalg.norm(z))
        if not z.any() or abs(value - before) <= tol * abs(value):
            break
        q = z / np.linalg.norm(z)
    return value, q
