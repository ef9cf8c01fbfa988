"""The difference is purely relative.

Part: d

You divide by the size of the component alone. At a stationary point that size is zero, and the difference
quotient is never exactly zero: its rounding error is then infinitely large, relatively, and a right gradient
is rejected. atol is there for that place.

Next: check the gradient of a function at its minimiser. What is in your denominator?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
