"""The given H is ignored.

Part: b

Your update starts from the identity whatever H was given. The secant equation holds for the new
pair, but everything learnt before is forgotten.

Next: does your result change when H is multiplied by ten?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    rho = 1 / (s @ y)
    V = np.eye(len(s)) - rho * np.outer(y, s)
    return V.T @ V + rho * np.outer(s, s)
