"""A one-sided difference is divided by two eps.

Part: a

The gradient is taken at x and at one displaced point, a distance eps apart, and you divide by twice
that. The result is half the product.

Next: how far apart are the two points at which you take the gradient?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x + d) - grad_f(x)) * length / (2 * eps)
