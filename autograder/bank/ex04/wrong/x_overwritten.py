"""The caller's x is changed.

Part: c

After your call the array x of the caller holds another point. You move a coordinate in place and put back
something slightly different, or nothing at all. The caller's next line works with a point that it never
chose.

Next: which of your statements write to x or to a part of it?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        old = x[i]
        z = x.astype(complex)
        z[i] += 1j * h
        value = f(z)
        x[i] = value.imag
        gradient[i] = x[i] / h
        x[i] = old + h**0.5 * old
    return gradient
