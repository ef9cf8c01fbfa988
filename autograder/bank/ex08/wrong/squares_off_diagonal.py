"""The off-diagonal holds squared lengths.

Part: c

You store the square of the length of the new vector. The entry of T is the length itself.

Next: which unit does an off-diagonal entry have?
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
            return np.array(diagonal), np.array(off)
        off.append(beta**2)
        Q.append(r / beta)
