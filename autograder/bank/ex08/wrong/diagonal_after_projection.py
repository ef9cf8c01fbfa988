"""The diagonal is computed too late.

Part: c

You take the inner product with the basis vector after that component has been removed. What is left
of it is rounding.

Next: what is the component of r along the last basis vector after it was taken out?
"""

import numpy as np


def lanczos(hvp, v0, k):
    Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []
    size = 0.0
    while True:
        r = hvp(Q[-1])
        size = max(size, np.linalg.norm(r))
        for q in Q + Q:
            r = r - (q @ r) * q
        diagonal.append(Q[-1] @ r)
        beta = np.linalg.norm(r)
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
