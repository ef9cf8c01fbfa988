"""The ratio is upside down.

Part: c

You return Newton's rate over Adam's. A large value then means that Adam is slow.

Next: should the ratio grow or shrink when lr grows?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return (np.sqrt(v_hat) + eps) / (h_diag * lr)
