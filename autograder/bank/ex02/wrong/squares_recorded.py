"""Squares of norms are recorded.

Part: b

You record g'g, the square of the gradient norm. The stopping test compares it with tol as well, so that the method stops while
the norm itself is still near the root of tol.

Next: what is the norm of the gradient at the x that you return?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [grad_f(x0) @ grad_f(x0)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(grad_f(x) @ grad_f(x))
    return x, np.array(norms)
