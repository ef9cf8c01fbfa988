"""A central difference, not an imaginary step.

Part: c
Twins: cast_to_real, real_step

Your function takes the difference of two real values, with a real step of 1e-20 by default. x + 1e-20 rounds
to x, so that both values are the same and every component is zero; with a longer step it has all the rounding
error that this method is there to avoid.

Next: which operation in your lines loses digits? Does the formula of this part have it?
"""

import numpy as np


def complex_step_grad(f, x, h=1e-20):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(x.size)])
