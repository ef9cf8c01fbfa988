"""A given eps is ignored.

Part: a

You always use a step of your own. The caller who wants to study the error has no way to do so.

Next: does your result change when eps changes?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
