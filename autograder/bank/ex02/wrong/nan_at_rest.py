"""A zero gradient gives no zero vector.

Part: a

Your direction is normalised to length one, and for a zero gradient that is a division of zero by
zero. At a stationary point there is nowhere to go: the direction is the zero vector.

Next: what is the length of the gradient at a minimiser, and what do you do with it?
"""

import numpy as np


def newton_step(grad, hess):
    if np.linalg.eigvalsh(hess)[0] > 0:
        p = -np.linalg.solve(hess, grad)
        return p * (grad @ grad) / (grad @ grad)
    return -grad / np.linalg.norm(grad)
