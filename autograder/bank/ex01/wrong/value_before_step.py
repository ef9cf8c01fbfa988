"""Each entry is the value before its step.

Part: c

Your history records f(x) before x moves, so the start occurs twice and the last value is missing: the final x
that you return is not the point whose value stands last.

Next: compare the last entry of the history with f at the x you return.
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        values.append(f(x))
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except (ValueError, RuntimeError):
            pass
    return x, np.array(values)
