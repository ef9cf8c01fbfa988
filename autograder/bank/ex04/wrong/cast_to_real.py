"""The imaginary step is lost before f sees it.

Part: c
Twins: real_step, difference_in_disguise

Your point is a real array when f is called, so that f never sees the step and its value has no imaginary
part: every component is zero. A copy of x holds real numbers; x_i + ih cannot be stored in it, and NumPy
drops the imaginary part with no more than a warning.

Next: print the point that you give to f. Which dtype does it have?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        z = x.copy()
        z[i] = np.real(z[i] + 1j * h)  # what storing into a real array comes to
        gradient[i] = np.imag(f(z)) / h
    return gradient
