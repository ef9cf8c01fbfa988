"""The test for a breakdown has units.

Part: c

You call an off-diagonal entry zero when it is below 1e-12, whatever the size of the operator. A
small operator breaks down at once in your version, and a large one never.

Next: how large are the off-diagonal entries of A / 10^13?
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
        if len(Q) == min(k, v0.size) or beta <= 1e-12:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
