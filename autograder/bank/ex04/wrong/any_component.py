"""One good component is enough.

Part: d

Your gradient passes as soon as any of its components agrees. A sign that is wrong in one place, which is what
most mistakes look like, goes unnoticed.

Next: is the question whether any component agrees, or whether all do?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.any(best <= 1)), int(np.argmax(best))
