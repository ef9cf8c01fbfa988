"""The caller's Hessian is changed.

Part: a

Your function adds to the diagonal of the array that it was given. The caller still owns that array,
and its next use of the Hessian silently works with another matrix.

Next: which line writes into hess itself rather than into an array of your own?
"""

import numpy as np


def newton_step(grad, hess):
    while True:
        try:
            np.linalg.cholesky(hess)
            return -np.linalg.solve(hess, grad)
        except np.linalg.LinAlgError:
            hess += (1e-3 + np.abs(hess).max()) * np.eye(len(grad))
