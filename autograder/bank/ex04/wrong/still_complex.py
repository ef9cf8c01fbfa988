"""The gradient is complex.

Part: c

Your array has dtype complex128: the whole quotient f(x + ih) / (ih) came back, or the imaginary part was
stored among complex numbers. A gradient is real, and a method that compares, sorts or takes square roots of
it does something else, or stops, with complex numbers.

Next: print your result. What is its dtype, and which of the two parts is the derivative?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([f(x + 1j * h * e) / (1j * h) for e in np.eye(x.size)])
