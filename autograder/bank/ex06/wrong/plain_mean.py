"""All gradients count the same.

Part: c

You take the ordinary mean of squares. Adam's mean forgets: the last gradient counts 1 - beta2, the
one before it less, and so on.

Next: does your ratio change when the rows of grads are put in another order?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    v_hat = v + np.mean(grads**2, axis=0)
    return h_diag * lr / (np.sqrt(v_hat) + eps)
