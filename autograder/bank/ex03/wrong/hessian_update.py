"""The Hessian is updated, not its inverse.

Part: b

Your formula is the BFGS update of B, which maps s to y. The function is given H, which stands for
the inverse: it has to map y to s.

Next: multiply your result by y. Is it s?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    Hs = H @ s
    return H - np.outer(Hs, Hs) / (s @ Hs) + np.outer(y, y) / (y @ s)
