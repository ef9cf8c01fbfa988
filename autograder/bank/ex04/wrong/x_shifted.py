"""The caller's x is changed.

Part: d

After your check the array x of the caller holds another point, off by a rounding error or by a step. A check
is made to be called in the middle of somebody's program; it must leave no trace.

Next: which of your statements write to x? Compare x before and after with ==.
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    x += 1e-9
    x -= 0.9e-9
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
