"""The components are averaged.

Part: d

You ask whether the components agree on average. One wrong component among many right ones then passes, and that is
the bug one looks for.

Next: break one component of ten and try.
"""

import numpy as np


def check_gradient(f, grad_f, x, rtol=1e-6, atol=1e-8):
    a = grad_f(x)
    scaled = np.full(len(x), np.inf)
    for h in 10.0 ** -np.arange(3, 9):
        n = finite_diff_grad(f, x, h)
        scaled = np.fmin(scaled, np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n))))
    return bool(scaled.mean() <= 1), int(scaled.argmax())
