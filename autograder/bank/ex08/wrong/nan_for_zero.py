"""v = 0 gives NaN.

Part: a

You divide by the length of v without asking whether it is zero. The product of any matrix with the
zero vector is zero.

Next: what is your result for v = 0?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    with np.errstate(all="ignore"):
        d = eps * v / length
    return (grad_f(x + d) - grad_f(x)) * length / eps
