"""Newton's rate is missing.

Part: c

You return Adam's rate itself. To compare it with Newton's rate 1/h it has to be divided by that.

Next: does your result change when h is doubled?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return lr / (np.sqrt(v_hat) + eps)
