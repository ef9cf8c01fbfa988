"""Relative to the gradient under test alone.

Part: d

Your tolerance grows with |a| only. A component that grad_f forgot, a = 0, is then compared with atol alone
and looks a hundred times worse than one whose sign is wrong; and which of the two functions is called a and
which n changes the verdict.

Next: exchange the roles of a and n. Should the verdict change?
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a, best = grad_f(x), np.full(x.size, np.inf)
    for h in (1e-5, 1e-6, 1e-4, 1e-7, 1e-3, 1e-8, 1e-2):
        n = finite_diff_grad(f, x, h)
        with np.errstate(all="ignore"):
            quotient = np.abs(a - n) / (atol + rtol * np.abs(a))
        best = np.fmin(best, quotient)
        if np.all(best <= 1):
            break
    return bool(np.all(best <= 1)), int(np.argmax(best))
