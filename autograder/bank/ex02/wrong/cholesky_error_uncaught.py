"""A Hessian that is not positive definite raises an error.

Part: a

The Cholesky factorisation fails where the Hessian is not positive definite, and your function lets
that error out. It is the normal answer to the question whether the matrix is positive definite, and
the method has to go on from there.

Next: what should the function return when the factorisation says no?
"""

import numpy as np


def newton_step(grad, hess):
    lower = np.linalg.cholesky(hess)
    return -np.linalg.solve(lower.T, np.linalg.solve(lower, grad))
