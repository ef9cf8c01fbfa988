"""This is the update of Davidon, Fletcher and Powell.

Part: b

Your update satisfies the secant equation and keeps H positive definite, but it is DFP, the dual of
BFGS. It recovers badly from poor curvature estimates, and it is not what the two loops compute.

Next: compare your matrix with the product form of the statement, term by term.
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    Hy = H @ y
    return H - np.outer(Hy, Hy) / (y @ Hy) + np.outer(s, s) / (s @ y)
