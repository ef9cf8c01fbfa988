"""The root is missing in the rate.

Part: c

You divide by the mean of squares itself. The ratio then depends on the unit of f.

Next: how does your ratio change when all gradients and h are doubled?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return h_diag * lr / (v_hat + eps)
