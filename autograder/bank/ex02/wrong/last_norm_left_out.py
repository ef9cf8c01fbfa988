"""The last norm is not that of the returned x.

Part: b

You record the norm before each step and return after the last one, so that the record ends one
point too early. The caller cannot see from it whether the method has converged.

Next: is the gradient norm at the x you return in your record?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), []
    while len(norms) < max_iter:
        norms.append(np.linalg.norm(grad_f(x)))
        if norms[-1] < tol:
            break
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
    return x, np.array(norms)
