"""beta1 and beta2 are swapped.

Part: a

You average the gradients with beta2 and their squares with beta1. Then the direction has a memory
of a thousand steps and the scaling one of ten, instead of the other way round.

Next: which of the two means should have the longer memory?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta2 * m + (1 - beta2) * g
        v = beta1 * v + (1 - beta1) * g**2
        m_hat, v_hat = m / (1 - beta2**t), v / (1 - beta1**t)
        path.append(path[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(path)
