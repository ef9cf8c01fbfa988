"""The work was handed to a library.

Part: b

You build the matrix from n products and let a library find its eigenvalues. In large dimensions
there is no room for the matrix; the method of this part needs one vector.

Next: how many products does your function need in R^n?
"""

import numpy as np


def power_method(hvp, n, iterations=200, tol=1e-10, seed=0):
    A = np.array([hvp(e) for e in np.eye(n)])
    values, vectors = np.linalg.eigh(A)
    top = int(np.argmax(np.abs(values)))
    return float(values[top]), vectors[:, top]
