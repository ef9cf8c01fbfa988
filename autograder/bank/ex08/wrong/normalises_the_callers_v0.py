"""The caller's v0 is normalised in place.

Part: c

You divide the array that you were given by its length. The caller's start has changed after the
call.

Next: which line writes into v0?
"""

import numpy as np


def lanczos(hvp, v0, k):
    v0 /= np.linalg.norm(v0)
    Q, diagonal, off = [v0], [], []
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
