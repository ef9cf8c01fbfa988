"""The zero operator gives NaN.

Part: b

You divide by the length of A q, and for the zero operator that is zero by zero. Its eigenvalue is
zero.

Next: what is A q for the zero operator, and what do you do with it?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    q = np.random.default_rng(seed).standard_normal(n)
    q /= np.linalg.norm(q)
    value = np.inf
    for _ in range(iterations):
        z = hvp(q)
        before, value = value, float(q @ z)
        if abs(value - before) <= tol * abs(value) and value != 0:
            break
        with np.errstate(all="ignore"):
            q = z / np.linalg.norm(z)
    return value, q
