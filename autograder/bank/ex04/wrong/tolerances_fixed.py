"""rtol and atol are those of the default, whatever the caller says.

Part: d

Your function compares with 1e-6 and 1e-8, also when it is asked for something else. A caller who knows that f
is noisy, and allows for it, gets a right gradient rejected.

Next: where in your function do the arguments rtol and atol occur?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (1e-8 + 1e-6 * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
