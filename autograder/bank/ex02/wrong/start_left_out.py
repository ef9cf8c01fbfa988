"""The norm at the start is missing.

Part: b

Your record begins after the first step. A history includes the start: it is what the first step has
to be compared with, and T steps give T + 1 norms.

Next: what is the first norm you append, and at which point was it computed?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), []
    while np.linalg.norm(grad_f(x)) >= tol and len(norms) < max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
