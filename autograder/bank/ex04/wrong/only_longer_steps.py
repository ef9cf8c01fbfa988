"""Only longer steps are tried.

Part: d

On a doubtful component you lengthen the step. That helps against rounding; where f varies quickly, truncation
grows with the square of the step, and a right gradient is rejected.

Next: try sin(x / 0.001) at x = 0.001: at which steps do differences agree with the derivative to six digits?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-4, 1e-3, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
