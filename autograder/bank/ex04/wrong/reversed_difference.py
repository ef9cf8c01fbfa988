"""The difference is taken the wrong way round.

Part: a

You return the negative of the gradient: the value behind x minus the value ahead of it. A descent method that
trusts it climbs, and a check against it rejects every right gradient.

Next: for a function that increases, which of the two values is the larger one, and what sign should come out?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x - h * e) - f(x + h * e)) / (2 * h) for e in np.eye(x.size)])
