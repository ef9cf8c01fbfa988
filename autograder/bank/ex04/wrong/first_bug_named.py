"""The first component that fails is named, not the worst.

Part: d

You return at the first component that fails. The index asked for is that of the largest scaled difference, also where all
of them pass.

Next: plant a small bug in component 0 and a large one in component 2.
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a = grad_f(x)
    for i in range(len(x)):
        best = np.inf
        for h in 10.0 ** -np.arange(3.0, 9):
            e = np.zeros(len(x))
            e[i] = h * max(1, abs(x[i]))
            n = (f(x + e) - f(x - e)) / (2 * e[i])
            best = np.fmin(best, abs(a[i] - n) / (atol + rtol * max(abs(a[i]), abs(n))))
        if not best <= 1:
            return False, i
    return True, 0
