"""It takes one step too many.

Part: c

For k = 2 you take three steps. k is the number of products, and of entries on the diagonal.

Next: count the diagonal entries for k = 2.
"""

import numpy as np


def lanczos(hvp, v0, k):
    Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []
    while True:
        r = hvp(Q[-1])
        diagonal.append(Q[-1] @ r)
        for q in Q + Q:
            r = r - (q @ r) * q
        beta, size = np.linalg.norm(r), np.abs(diagonal + off).max()
        if len(Q) == min(k + 1, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
