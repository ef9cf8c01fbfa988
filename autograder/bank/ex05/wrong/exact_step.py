"""The subproblem is solved exactly.

Part: b

Your step is the very best one inside the region, better than any dogleg. It is a fine choice for a
method of your own, but it is another algorithm than the one asked for here, and it needs a factorisation
for every multiplier that it tries.

Next: keep it for the extension at the end; here, walk along the two legs.
"""

import numpy as np


def dogleg_step(g, B, delta):
    values, vectors = np.linalg.eigh(B)
    c = vectors.T @ g
    if not np.any(g):
        return np.zeros_like(g)
    if values[0] > 0 and np.linalg.norm(c / values) <= delta:
        return -vectors @ (c / values)
    low = max(0.0, -values[0])
    high = low + np.linalg.norm(g) / delta
    for _ in range(200):
        middle = (low + high) / 2
        if np.linalg.norm(c / (values + middle)) > delta:
            low = middle
        else:
            high = middle
    return -vectors @ (c / (values + high))
