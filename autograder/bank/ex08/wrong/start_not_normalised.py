"""The start is not normalised.

Part: c

You take v0 as the first basis vector as it is. Unless it happens to have length one, the first
diagonal entry is too large by the square of its length, and the rest follows.

Next: what is your first diagonal entry for A = I and v0 = (2, 0)?
"""

import numpy as np


def lanczos(hvp, v0, k):
    Q, diagonal, off = [v0.copy()], [], []
    while True:
        r = hvp(Q[-1])
        diagonal.append(Q[-1] @ r)
        for q in Q + Q:
            r = r - (q @ r) * q
        beta, size = np.linalg.norm(r), np.abs(diagonal + off).max()
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
