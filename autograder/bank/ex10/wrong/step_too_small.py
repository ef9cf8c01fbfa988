"""The default step is too small.

Part: a

You take the square root of the machine precision, which suits a one-sided difference. A central
difference can afford a longer step, and needs it against rounding.

Next: plot the error of your product against eps and find its minimum.
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = 1e-11 * max(1, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
