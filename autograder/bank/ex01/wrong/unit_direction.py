"""The gradient is divided by its norm.

Part: c

Your direction has length one, so the first trial of every search is a step of length one, however close the
minimiser is. The iterates differ from those of steepest descent, and near the minimiser each search has to
shorten the step anew from far too long.

Next: the exercise asks for p = -g. What is the length of your p?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            d = g / np.linalg.norm(g) if np.any(g) else g
            x = x - armijo_backtrack(f, grad_f, x, -d) * d
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
