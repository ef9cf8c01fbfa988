"""The quotient is taken over h, but the points are 2h apart.

Part: a

Every component comes out twice as large as it is. The two points of a central difference lie h on either side
of x, and the difference of values has to be divided by the distance between them. No choice of h repairs
that: the relative error is 1 for all of them.

Next: try your function on f(x) = 3 x. How far apart are your two points?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    return np.array([(f(x + h * e) - f(x - h * e)) / h for e in np.eye(x.size)])
