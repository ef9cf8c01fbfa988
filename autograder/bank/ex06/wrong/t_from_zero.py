"""Steps are counted from zero.

Part: a

With t = 0 the corrections divide by one minus one. Your first step is zero divided by zero, and
everything after it is NaN. The first gradient belongs to t = 1.

Next: what is 1 - beta1**t in your first step?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(T):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        with np.errstate(all="ignore"):
            m_hat, v_hat = np.divide(m, 1 - beta1**t), np.divide(v, 1 - beta2**t)
        path.append(path[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return np.array(path)
