"""The argument h has no effect.

Part: a

Your function always takes the same step, whichever h the caller asks for. A study of the step length would
show a horizontal line, and nobody could adapt the step to a function that varies on another scale.

Next: call your function with h = 0.1 and with h = 0.01 on exp. Does the result change?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x + 1e-5 * e) - f(x - 1e-5 * e)) / 2e-5 for e in np.eye(x.size)])
