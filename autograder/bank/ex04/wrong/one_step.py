"""One step length for everything.

Part: d

You compare with differences at one h. It is too long for a function that varies quickly, and truncation
rejects a right gradient; it is too short for one with large values, and rounding does. A right gradient
agrees at some step, a wrong one at none that you are likely to try: that is how you tell them apart.

Next: when a component looks wrong, what would a step ten times longer or shorter say?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5,):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
