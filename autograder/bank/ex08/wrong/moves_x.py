"""The caller's x is moved.

Part: a

You add the displacement to the array x itself and do not take it back exactly. The caller's point
has changed after the call.

Next: which line writes into x?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    before = grad_f(x)
    x += eps * v / length
    return (grad_f(x) - before) * length / eps
