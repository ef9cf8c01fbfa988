"""It goes along the gradient, not against it.

Part: c

Your direction is +g, which leads uphill. Every search refuses it, so x never moves and the history repeats the
value of the start.

Next: what is the sign of g.p for your p?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x + armijo_backtrack(f, grad_f, x, g) * g
        except (ValueError, RuntimeError):
            pass
        values.append(f(x))
    return x, np.array(values)
