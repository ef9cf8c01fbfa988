"""The step length is fixed; no search is made.

Part: c

Your iterates follow the negative gradient with the same step everywhere. Where the curvature is large that
overshoots, where it is small it creeps; no single number is right for both, which is what the search is for.

Next: where is armijo_backtrack called?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - 0.01 * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
