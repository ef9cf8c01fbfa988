"""The off-diagonal has as many entries as the diagonal.

Part: c

You also return the length of what was left after the last step. It is no entry of T, which couples
k vectors by k - 1 numbers.

Next: how many off-diagonal entries does a tridiagonal matrix with k rows have?
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
            return np.array(diagonal), np.array([*off, beta])
        off.append(beta)
        Q.append(r / beta)
