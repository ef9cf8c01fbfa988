"""At a zero gradient it raises.

Part: c

Your method was started at a stationary point and raised the ValueError of the search. Arriving is not an
error: there is no direction left in which f falls, and the history should simply repeat its last value.

Next: what is g.p at a minimiser, and which error of your search does that cause?
"""

import numpy as np


def gradient_descent(f, grad_f, x0, iterations=100):
    x, values = x0.copy(), [f(x0)]
    for _ in range(iterations):
        g = grad_f(x)
        try:
            x = x - armijo_backtrack(f, grad_f, x, -g) * g
        except RuntimeError:
            pass
        values.append(f(x))
    return x, np.array(values)
