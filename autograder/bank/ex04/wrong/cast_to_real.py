"""A complex number does not fit into a real array.

Part: c

Your copy of x holds real numbers, and x_i + ih cannot be stored in it; Python says so. With a mere warning,
which some ways of writing it give, the imaginary part would be dropped and every derivative would be zero.

Next: which dtype must an array have that is to hold x_i + ih?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        z = x.copy()
        z[i] = z[i] + 1j * h
        gradient[i] = np.imag(f(z)) / h
    return gradient
