"""It stops one step early.

Part: c

The history has one entry too few: you take one step less than the caller asked for, or count the start as
a step. T steps give T + 1 values.

Next: how many values do you return for iterations=1?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations - 1):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
