"""eps is added before the correction.

Part: a

You add eps to the root of the uncorrected mean and correct afterwards. In the first steps eps is
then magnified, by up to 32: a variant that the paper mentions, but not the one that is asked for.

Next: compare both orders for a gradient of size eps.
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        path.append(path[-1] - lr * m_hat * np.sqrt(1 - beta2**t) / (np.sqrt(v) + eps))
    return np.array(path)
