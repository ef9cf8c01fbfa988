"""The direction has the wrong sign.

Part: a

Your direction solves H p = g instead of H p = -g: with a positive definite Hessian it points
straight up the model. Any line search will refuse it, because the slope g.p is positive.

Next: print g.p for a positive definite matrix. Which sign must it have, and which sign does it
have?
"""

import numpy as np


def newton_step(grad, hess):
    try:
        np.linalg.cholesky(hess)
    except np.linalg.LinAlgError:
        return -grad
    return np.linalg.solve(hess, grad)
