"""The difference has the wrong sign.

Part: a

You subtract the displaced gradient from the one at x. The product comes out with the opposite sign.

Next: try a function whose Hessian is the identity.
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x) - grad_f(x + d)) * length / eps
