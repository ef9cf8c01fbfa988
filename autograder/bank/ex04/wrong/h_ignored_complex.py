"""The argument h has no effect.

Part: c

Your function always takes the same tiny step. It gives the right answer, but nobody can see with it how the
error depends on h, which is the point of having the argument.

Next: call your function with h = 0.1. Is the result as exact as before?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + 1e-20j * e)) / 1e-20 for e in np.eye(x.size)])
