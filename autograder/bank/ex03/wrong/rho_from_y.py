"""rho is the reciprocal of the wrong product.

Part: b

You divide by y'y in the place of s'y. The factors then no longer remove what H knew about y, and the secant equation H y = s
fails.

Next: multiply your result by y and compare it with s.
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    r = 1 / (y @ y)
    A = np.eye(s.size) - r * np.outer(s, y)
    return A @ H @ A.T + r * np.outer(s, s)
