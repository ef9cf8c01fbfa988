"""The history lacks the start.

Part: c

Your history begins with the value after the first iteration, so T iterations give T values. Without the
start one cannot see what the first step was worth, and every plot is shifted by one.

Next: how many points does a walk of T steps visit?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), []
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
