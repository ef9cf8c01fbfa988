"""Nothing is done where the Hessian is not positive definite.

Part: a

You solve H p = -g whatever H is. Where H is indefinite the solution leads to a saddle of the model
and may point uphill, as it did here; a line search along it must fail.

Next: evaluate g.p for an indefinite matrix and a few gradients. What could you return when it is
not negative?
"""

import numpy as np


def newton_step(grad, hess):
    if not grad.any():
        return np.zeros_like(grad)
    try:
        return -np.linalg.solve(hess, grad)
    except np.linalg.LinAlgError:
        return -grad
