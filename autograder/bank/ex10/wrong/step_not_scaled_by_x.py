"""The default step ignores the size of x.

Part: a

Your displacement has the same length wherever x is. Far from the origin x + eps v keeps few digits
of it, and the difference loses as many.

Next: how many digits of a displacement of 6e-6 survive when it is added to a million?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
