"""The product is taken element by element.

Part: a

You multiply the change of the gradient along the direction of ones by v, component by component.
That would be right for a diagonal Hessian only.

Next: in which direction do you have to move x?
"""

import numpy as np


def hvp_finite_diff(grad_f, x, v, eps=1e-5):
    d = eps * np.ones_like(x) / np.sqrt(len(x))
    return (grad_f(x + d) - grad_f(x)) / d * v
