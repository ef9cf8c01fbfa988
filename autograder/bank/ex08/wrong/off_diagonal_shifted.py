"""The off-diagonal is shifted by one.

Part: c

Your off-diagonal ends with the last length that was computed and lacks the first one. T then has
the right number of entries in the wrong places.

Next: which entry of T couples the first two basis vectors?
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
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array([*off, beta][1:])
        off.append(beta)
        Q.append(r / beta)
