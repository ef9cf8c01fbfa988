"""The product is taken element by element.

Part: a

You estimate second derivatives along the diagonal direction of ones and multiply by v, component by
component. That would be right for a diagonal Hessian only.

Next: in which direction do you move x?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    h = (eps if eps is not None else np.cbrt(2.2e-16) * max(1, np.linalg.norm(x))) * np.ones_like(x)
    return (grad_f(x + h) - grad_f(x - h)) / (2 * h) * v
