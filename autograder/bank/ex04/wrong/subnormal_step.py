"""The default step is too small even for this method.

Part: c

Your default step is a subnormal number. Below 2e-308 floating-point numbers have fewer and fewer digits, and
the product h f'(x) keeps only those: at 1e-320 about three. Nothing cancels here, so that nothing is gained
from going below 1e-20 either.

Next: what is the smallest float64 with all its digits? (np.finfo knows.)
"""

import numpy as np


def complex_step_grad(f, x, h=1e-320):
    return np.array([np.imag(f(x + 1j * h * e)) / h for e in np.eye(x.size)])
