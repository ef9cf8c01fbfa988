"""At rounding level it raises.

Part: c

Your method reached the best point that floating point can tell apart, no trial passed any more, and the
RuntimeError of the search ended the run. All the progress before it was lost to the caller.

Next: what should be returned when the search fails because nothing is left to gain?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except ValueError:
            pass
        values.append(f(x))
    return x, np.array(values)
