"""Each search starts where the last one ended.

Part: c

Your step can only shrink: the alpha that one search accepted is the first trial of the next. One narrow
place early on, and the method creeps for the rest of its life, although the function may have become flat.

Next: print the accepted steps of twenty iterations. Does any of them exceed the one before?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values, alpha = x0.copy(), [f(x0)], 1.0
    for _ in range(iterations):
        g = grad_f(x)
        try:
            alpha = armijo_backtrack(f, grad_f, x, -g, alpha0=alpha)
            x = x - alpha * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
