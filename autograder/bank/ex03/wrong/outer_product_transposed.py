"""s and y are swapped in the factors.

Part: b

In your factors the outer product is the wrong way round. The update then removes information along
y where it should remove it along s, and H y is no longer s.

Next: which of s and y does the factor next to y in H y have to annihilate?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(s, y)
    return V.T @ H @ V + rho * np.outer(s, s)
