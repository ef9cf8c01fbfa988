"""Neither mean is corrected.

Part: a

Both running means start at zero and you use them as they are. Your first step is about 3.2 times
the learning rate with the usual betas; later the effect fades, and the final value of f may even
look better.

Next: how long is your first step, measured in learning rates?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m, v
        path.append(path[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(path)
