"""The worst component is the one with the largest absolute difference.

Part: d

Your verdict is right, but you name the component where |a - n| is largest. A large component with six good
digits differs by more than a small one that is entirely wrong, and you send the reader to the wrong line of
code.

Next: which quantity decides whether a component passes? Rank by that one.
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    apart = np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        apart = np.fmin(apart, np.abs(a - n))
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(np.where(np.isfinite(best), apart, np.inf)))
