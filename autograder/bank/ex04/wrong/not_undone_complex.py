"""The imaginary step of one coordinate is still there for the next.

Part: c

The first component is right, every later one has the components before it added on: the imaginary steps are
left in the point and pile up. In contrast to differences this error does not shrink with h.

Next: print the points at which f is evaluated for three variables. How many imaginary parts does each have?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    gradient, z = np.zeros(x.size), x.astype(complex)
    for i in range(x.size):
        z[i] += 1j * h
        gradient[i] = np.imag(f(z)) / h
    return gradient
