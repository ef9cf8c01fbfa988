"""The difference is one-sided.

Part: a

You take the gradient at x and at one displaced point. The error is of the order of eps instead of
eps squared: five digits fewer at the usual step.

Next: how does your error change when eps becomes ten times smaller?
"""

import numpy as np


def hvp_central(grad_f, x, v, eps=None):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    if eps is None:
        eps = np.cbrt(2.2e-16) * max(1, np.linalg.norm(x)) / length
    return (grad_f(x + eps * v) - grad_f(x)) / eps
