"""One norm for the whole gradient.

Part: d

You compare the norm of the difference with the norm of the gradient. A mistake in a small component then
hides behind the large ones: a slip of five per cent in a component of size 1e-4 is nothing beside a norm of
40, and yet the component is wrong in its second digit.

Next: plant a mistake in the smallest component of a gradient. Does your function notice?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * max(np.linalg.norm(a), np.linalg.norm(n)))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
