"""It goes on after a breakdown.

Part: c

When nothing is left of the new vector you divide by its length all the same: the next basis vector
is rounding noise, and so are the entries of T from there on.

Next: print the off-diagonal entries for a start in an invariant subspace.
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
        if len(Q) == min(k, v0.size):
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / max(beta, 1e-300))
