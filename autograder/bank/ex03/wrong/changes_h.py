"""The caller's H is overwritten.

Part: b

Your update is written into the array that was given. A caller who keeps the old matrix, to compare
or to go back, has lost it.

Next: which line writes into H itself?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    H[:] = V.T @ H @ V + rho * np.outer(s, s)
    return H
