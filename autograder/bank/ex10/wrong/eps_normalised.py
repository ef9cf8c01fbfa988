"""A given eps is divided by the length of v.

Part: a

You treat the given eps as the length of the displacement. Here it multiplies v as it is; only the
default takes the length of v into account.

Next: at which points do you take the gradient for eps = 1e-3 and |v| = 100?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    else:
        eps = eps / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
