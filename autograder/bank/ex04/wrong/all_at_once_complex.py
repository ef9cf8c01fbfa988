"""All coordinates move together.

Part: c

You add ih to every coordinate at once, so that each component is the sum of all partial derivatives. A
partial derivative moves one coordinate and holds the others still.

Next: print the point at which f is evaluated for n = 2. How many of its entries have an imaginary part?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + 1j * h)) / h for _ in range(x.size)])
