"""The verdict is the wrong way round.

Part: d

You return True where the gradient is wrong. The first thing returned says whether grad_f agrees with the
differences, not whether there is something to complain of.

Next: which question does the first thing you return answer: does it agree, or is it wrong?
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
    return not np.all(best <= 1), int(np.argmax(best))
