"""The caller's gradients are squared.

Part: c

You square the array that you were given, in place. After the call the caller's record of gradients
is gone.

Next: which line writes into grads?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    grads *= grads
    for square in grads:
        v = beta2 * v + (1 - beta2) * square
    return h_diag * lr / (np.sqrt(v / (1 - beta2 ** len(grads))) + eps)
