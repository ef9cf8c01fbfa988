"""Only the last gradient counts.

Part: c

You use the size of the last gradient instead of the running mean. The two agree after one step and
differ from then on.

Next: which rows of grads does your result depend on?
"""

import numpy as np


def effective_rate_ratio(grads, h_diag, lr=1e-3, beta2=0.999, eps=1e-8):
    v = np.zeros_like(h_diag)
    v_hat = v + grads[-1] ** 2
    return h_diag * lr / (np.sqrt(v_hat) + eps)
