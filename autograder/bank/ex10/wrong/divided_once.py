"""The difference is divided by eps.

Part: a

The two points lie 2 eps v apart, and you divide by eps. The product comes out twice too large.

Next: how far apart are the two points?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x - eps * v)) / eps
