"""A component that is not finite fails, but another one is named.

Part: d

Your verdict is right: the gradient fails. But the component you name is only the worst of the finite ones.
What is NaN or infinite comes first; a reader would search for the fault in the wrong place.

Next: which quotient do you give to a component that is NaN, and does your search for the largest one see it?
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
    return bool(np.all(best <= 1)), int(np.argmax(np.where(np.isfinite(best), best, -1.0)))
