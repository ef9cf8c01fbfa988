"""Five per cent are good enough.

Part: d

You let a component pass when it agrees to a few per cent. Differences give six digits and more; a slip of one
per mille in a constant is exactly the kind of mistake that nothing else finds, because an optimiser still
converges with it, only slower.

Next: how small a difference can you expect of a right gradient? Is it anywhere near your tolerance?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + max(rtol, 0.05) * np.maximum(np.abs(a), np.abs(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
