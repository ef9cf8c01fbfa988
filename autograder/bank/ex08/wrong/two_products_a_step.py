"""There are two products a step.

Part: c

You multiply once for the diagonal entry and once more for the new vector. Keep the product: it is
the only expensive thing here.

Next: how many times do you call hvp in one step?
"""

import numpy as np


def lanczos(hvp, v0, k):
    Q, diagonal, off = [v0 / np.linalg.norm(v0)], [], []
    while True:
        r = hvp(Q[-1])
        diagonal.append(Q[-1] @ hvp(Q[-1]))
        for q in Q + Q:
            r = r - (q @ r) * q
        beta, size = np.linalg.norm(r), np.abs(diagonal + off).max()
        if len(Q) == min(k, v0.size) or beta <= 1e-12 * size:
            return np.array(diagonal), np.array(off)
        off.append(beta)
        Q.append(r / beta)
