"""The last gradient is left out.

Part: c

Your mean ends one row early. After a single gradient nothing is left to average.

Next: how many gradients enter your mean when grads has one row?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads[:-1]:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return h_diag * lr / (np.sqrt(v_hat) + eps)
