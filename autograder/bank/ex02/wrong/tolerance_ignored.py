"""It never stops before max_iter.

Part: b

The tolerance is never asked. Your method goes on at the solution until the line search fails or the
steps run out: work for nothing, and norms at rounding level at the end of the record.

Next: which line compares a norm with tol?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
