"""The imaginary step is lost before f sees it.

Part: c
Twins: real_step

The point is turned into a real one before f is called, so that f never sees the step and its value has no
imaginary part: every component is zero.

Next: print the point that you give to f. Is it complex?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f((x + 1j * h * e).real)) / h for e in np.eye(x.size)])
