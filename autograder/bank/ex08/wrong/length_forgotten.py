"""The result is not scaled back to the length of v.

Part: a

You normalise v for the displacement and stop there: what you return is the product with a unit
vector. A product has to double when v doubles.

Next: does your result change when v is doubled?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    length = np.linalg.norm(v)
    if length == 0:
        return np.zeros_like(v)
    d = eps * v / length
    return (grad_f(x + d) - grad_f(x)) / eps
