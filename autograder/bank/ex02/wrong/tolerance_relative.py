"""The tolerance is taken relative to the first norm.

Part: b

You stop when the norm is below tol times the first one. That is a sensible test, but not the one
that is asked for: here stopping tests are absolute, so that everybody stops at the same point.

Next: compare your last norm with tol.
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol * norms[0] > 0 and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
