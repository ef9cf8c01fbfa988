"""Matrices are multiplied element by element.

Part: b

You use * between arrays, which multiplies entry by entry. The product of matrices is written @.

Next: compare A * B with A @ B for two small matrices.
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    return V.T * H * V + rho * np.outer(s, s)
