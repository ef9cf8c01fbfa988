"""It stops one step early.

Part: b

With max_iter = 2 your method takes one step only. The start is the first row of the record and no
step, so that max_iter steps give max_iter + 1 norms.

Next: count the norms for max_iter = 1.
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) < max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
