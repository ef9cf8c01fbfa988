"""The history ends where the method stops moving.

Part: c

Your method leaves its loop when a search fails, and the history ends there. The caller was promised
iterations + 1 values and would now need to find out why there are fewer.

Next: when x stays where it is, what is its value in the remaining iterations?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            break
        values.append(f(x))
    return x, np.array(values)
