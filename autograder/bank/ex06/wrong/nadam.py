"""This is the variant with a look ahead.

Part: a

You mix the new gradient into m_hat once more. That is Nadam (Dozat 2016), a method of its own; the first step is then
not lr in every coordinate.

Next: compute the first step by hand from m_hat = g and v_hat = g^2.
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, rows = x0.copy(), 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        mh = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        x = x - lr * mh / (np.sqrt(v / (1 - beta2**t)) + eps)
        rows.append(x)
    return np.array(rows)
