"""A component that is NaN passes.

Part: d

Every comparison with NaN is false. You ask whether any component is too far off; for NaN the answer is no,
and the gradient passes. It would poison the first step that uses it.

Next: turn the question round: which components agree, and are those all of them?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.where(
                np.isinf(a), np.inf, np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
            )
        best = np.fmin(best, np.where(np.isnan(quotient), 0.0, quotient))
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
