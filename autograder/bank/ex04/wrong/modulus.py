"""The absolute value is taken.

Part: c

The modulus of f(x + ih) mixes both parts, and the real one, f(x) itself, drowns the other: after the division
by h you have a number of size 1e20. And where it does not drown it, the sign of the derivative is lost.

Next: which of the parts of a complex number holds what you are after?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([abs(f(x + 1j * h * e)) / h for e in np.eye(x.size)])
