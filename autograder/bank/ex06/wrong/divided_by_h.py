"""Adam's rate is divided by h.

Part: c

You divide by h where the ratio asks for a division by 1/h. Coordinates with large curvature come
out far too small.

Next: what is a divided by 1/h?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return lr / (np.sqrt(v_hat) + eps) / h_diag
