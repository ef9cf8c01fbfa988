"""The default step ignores the length of v.

Part: a

Your default is the same for every v. For a long v the displacement is long, and the formula looks
far beyond the point; for a short one everything drowns in rounding.

Next: how far do you move x when v is a million units long?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x))
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / (2 * eps)
