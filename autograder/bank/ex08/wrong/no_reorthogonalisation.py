"""The basis loses its orthogonality.

Part: c

You take out the last two basis vectors only, as exact arithmetic would allow. In floating point the
basis loses its orthogonality once an eigenvalue has converged, and copies of that eigenvalue
appear.

Next: compute the inner product of the first and the last of your basis vectors.
"""

import numpy as np


def lanczos(hvp, v0, k):
    Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []
    while True:
        r = hvp(Q[-1])
        diagonal.append(Q[-1] @ r)
        for q in Q[-2:]:
            r = r - (q @ r) * q
        beta, size = np.linalg.norm(r), np.abs(diagonal + off).max()
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
