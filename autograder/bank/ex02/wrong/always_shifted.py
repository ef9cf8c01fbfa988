"""A fixed shift is always added.

Part: a

You solve (H + I) p = -g even where H is positive definite. Then the direction is no longer
Newton's, and convergence drops from quadratic to linear: near the solution each step removes the
same fraction of the error.

Next: for which matrices is the shift needed at all? What does it do to the others?
"""

import numpy as np


def newton_step(grad, hess):
    shifted = hess + np.eye(len(grad))
    if np.linalg.eigvalsh(hess)[0] <= 0:
        return -grad
    return -np.linalg.solve(shifted, grad)
