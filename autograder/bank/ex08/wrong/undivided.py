"""The difference is not divided by eps.

Part: a

You return the change of the gradient itself: it is about eps times too small.

Next: how does your result change with eps?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x + d) - grad_f(x)) * length
