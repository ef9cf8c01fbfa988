"""Both factors are the same.

Part: b

You multiply by V on both sides instead of by its transpose on the left. The result is not
symmetric, and the secant equation fails as soon as there are two variables.

Next: is your matrix equal to its transpose?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    return V @ H @ V + rho * np.outer(s, s)
