"""The imaginary part is not divided by h.

Part: c

You return h times the gradient, numbers of size 1e-20: they look like zero. The imaginary part of f(x + ih)
is h f'(x), a tiny number with all its digits right.

Next: which factor stands before f'(x) in the expansion of f(x + ih)?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + 1j * h * e)) for e in np.eye(x.size)])
