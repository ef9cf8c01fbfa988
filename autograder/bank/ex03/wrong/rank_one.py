"""This is the symmetric rank-one update.

Part: b

Your matrix satisfies the secant equation, but the change has rank one: it is SR1, which need not
stay positive definite. BFGS takes something out and puts something in.

Next: what is the rank of your change, and what are the signs of its eigenvalues?
"""

import numpy as np


def bfgs_inverse_update(H, s, y):
    r = s - H @ y
    return H + np.outer(r, r) / (r @ y)
