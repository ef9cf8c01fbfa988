"""The result is one number for all coordinates.

Part: c

You average over the coordinates. The question is what happens coordinate by coordinate.

Next: which shape has your result?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    for g in grads:
        v = beta2 * v + (1 - beta2) * g**2
    v_hat = v / (1 - beta2 ** len(grads))
    return np.mean(h_diag * lr / (np.sqrt(v_hat) + eps))
