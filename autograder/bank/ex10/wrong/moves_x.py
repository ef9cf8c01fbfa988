"""The caller's x is moved.

Part: a

You displace the array x itself and do not take it back exactly. The caller's point has changed
after the call.

Next: which line writes into x?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    x += eps * v
    ahead = grad_f(x)
    x -= 2 * eps * v
    return (ahead - grad_f(x)) / (2 * eps)
