"""The step is real.

Part: c
Twins: cast_to_real, difference_in_disguise

You step by h along the real axis. x + 1e-20 rounds to x, and a real function of a real number has no
imaginary part: every component is zero. The i in f(x + ih) is what keeps the step apart from x.

Next: what is the imaginary part of the number that you give to f?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + h * e)) / h for e in np.eye(x.size)])
