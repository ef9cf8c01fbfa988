"""The tolerance is never asked.

Part: b

You always take all the products that are allowed. Each of them may cost as much as two gradients of
a large network.

Next: where do you compare two successive quotients?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if not z.any():
            break
        q = z / np.linalg.norm(z)
    return value, q
