"""The negative gradient is always returned.

Part: a

Your direction is minus the gradient also where the Hessian is positive definite, so the second
derivatives are never used. This is gradient descent under another name: safe, and slow.

Next: does your test for positive definiteness ever say yes?
"""

import numpy as np


def newton_step(grad, hess):
    try:
        np.linalg.cholesky(-hess)
    except np.linalg.LinAlgError:
        return -grad
    return -grad
