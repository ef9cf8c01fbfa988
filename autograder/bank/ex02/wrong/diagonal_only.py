"""Only the diagonal of the Hessian is used.

Part: a

Each component of the gradient is divided by its own second derivative, and the mixed derivatives
are thrown away. In axes along which the function does not couple this is Newton's method; in all
others the direction is a rescaled gradient, and convergence is slow.

Next: compare H p with -g for a matrix that is not diagonal.
"""

import numpy as np


def newton_step(grad, hess):
    diagonal = np.diag(hess)
    if np.any(diagonal <= 0) or np.linalg.eigvalsh(hess)[0] <= 0:
        return -grad
    return -grad / diagonal
