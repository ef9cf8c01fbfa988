"""The mean of squares is not corrected.

Part: c

You use the running mean as it is. After few steps it is much too small, and your ratio much too
large: by a factor of 32 after one gradient.

Next: what is your ratio after a single gradient of one, with h = 1 and lr = 1?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v
    return h_diag * lr / (np.sqrt(v_hat) + eps)
