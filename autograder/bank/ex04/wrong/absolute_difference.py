"""The difference is compared with atol alone.

Part: d

You ask for |a - n| <= atol. A gradient of size 1000 cannot agree with differences to 1e-8: that would be
eleven digits. And where the gradient is tiny a mistake in all its digits passes. The tolerance has to grow
with the components.

Next: where in your comparison does rtol occur?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / atol
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
