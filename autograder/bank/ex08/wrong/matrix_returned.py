"""A matrix is returned.

Part: c

You return T as a full matrix together with the basis. Two arrays are asked for: the diagonal and
the off-diagonal.

Next: what do the two things that you return look like?
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
            return np.diag(diagonal) + np.diag(off, 1) + np.diag(off, -1), np.array(Q)
        off.append(beta)
        Q.append(r / beta)
