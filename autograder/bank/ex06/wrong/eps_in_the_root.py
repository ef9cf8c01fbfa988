"""eps stands under the root of the rate.

Part: c

You add eps before taking the root, which is like adding 1e-4 instead of 1e-8. With small gradients
your ratio is far too small.

Next: what is the root of 1e-8?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return h_diag * lr / np.sqrt(v_hat + eps)
