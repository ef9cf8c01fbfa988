"""The last term lacks its factor.

Part: b

You add s s' without rho. Then H y is s'y times s: right only where s'y happens to be one.

Next: multiply your result by y and compare its length with that of s.
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    return V.T @ H @ V + np.outer(s, s)
