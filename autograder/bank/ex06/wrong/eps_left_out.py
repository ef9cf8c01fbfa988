"""eps is left out.

Part: a

You divide by the bare root. Where a gradient has always been zero that is zero divided by zero, and
gradients at rounding level cause full steps.

Next: what is your step in a coordinate whose gradient is tiny?
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    path, m, v = [x0.copy()], np.zeros_like(x0), np.zeros_like(x0)
    for t in range(1, T + 1):
        g = grad_f(path[-1])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        path.append(path[-1] - lr * m_hat / (np.sqrt(v_hat) + 0 * eps))
    return np.array(path)
