"""The caller's x0 is changed.

Part: c

After your run the array x0 of the caller holds the final point. x -= ... changes an array in place, and without
a copy x and x0 are the same array. A second run from "the same start" would begin at the minimiser.

Next: after the first line of your function, are x and x0 one array or two?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0, [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x -= armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
