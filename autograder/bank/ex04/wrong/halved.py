"""Divided by 2h, as if there were two points.

Part: c

Every component is half of what it should be. The 2 of a central difference is there because its points are 2h
apart; here there is one point, at the distance h, and no difference at all.

Next: try your function on f(x) = 3 x. What is the imaginary part of f(x + ih)?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([np.imag(f(x + 1j * h * e)) / (2 * h) for e in np.eye(x.size)])
