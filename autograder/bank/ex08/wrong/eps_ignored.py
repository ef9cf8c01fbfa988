"""eps is ignored.

Part: a

You use a displacement of your own whatever eps is given. The caller knows the scale of x and f, and
has no way to say so.

Next: does your result change when eps changes?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    eps = 1e-6
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x + d) - grad_f(x)) * length / eps
