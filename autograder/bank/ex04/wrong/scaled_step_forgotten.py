"""The step is scaled, the divisor is not.

Part: a

For |x_i| > 1 you take a longer step, h |x_i|, but divide by 2h all the same. The component is then too large
by the factor |x_i|; for x of size one nothing shows.

Next: call your function at x and at a shift of the same problem to 100. What is the distance between your two
points there?
"""

import numpy as np


def finite_diff_grad(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    steps = h * np.maximum(1.0, np.abs(x))
    return np.array(
        [(f(x + s * e) - f(x - s * e)) / (2 * h) for s, e in zip(steps, np.eye(x.size), strict=True)]
    )
