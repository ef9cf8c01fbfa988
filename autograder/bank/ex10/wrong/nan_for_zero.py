"""v = 0 gives NaN.

Part: a

You divide by the length of v without asking whether it is zero. The product with the zero vector is
zero.

Next: what is your default step for v = 0?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if eps is None:
        with np.errstate(all="ignore"):
            eps = np.divide(np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)), length)
    with np.errstate(all="ignore"):
        return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
