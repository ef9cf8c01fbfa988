"""An infinite component passes.

Part: d

For a = inf both sides of |a - n| <= atol + rtol max(|a|, |n|) are infinite, and infinity is not greater than
itself: the comparison holds. The formula alone does not reject an infinite component; somebody has to ask
whether it is finite.

Next: evaluate both sides of your comparison for a = inf and n = 1.
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.where(
                np.isinf(a) & np.isfinite(n),
                1.0,
                np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n))),
            )
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
