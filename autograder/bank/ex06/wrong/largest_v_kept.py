"""v_hat never falls.

Part: a

You divide by the largest v_hat so far. That is AMSGrad (Reddi and others 2018); Adam forgets, so that its steps grow again when
the gradients get small.

Next: compare your path with the formula after the gradients have fallen.
"""

import numpy as np


def adam(grad_f, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, T=1000):
    x, m, v, top, rows = x0.copy(), 0 * x0, 0 * x0, 0 * x0, [x0.copy()]
    for t in range(1, T + 1):
        g = grad_f(x)
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        top = np.maximum(top, v / (1 - beta2**t))
        x = x - lr * (m / (1 - beta1**t)) / (np.sqrt(top) + eps)
        rows.append(x)
    return np.array(rows)
