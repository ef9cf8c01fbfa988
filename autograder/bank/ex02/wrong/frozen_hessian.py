"""The Hessian is computed once, at the start.

Part: b

Every step uses the second derivatives at x0. The model no longer bends with the function, and
quadratic convergence is lost: the error shrinks by a constant factor at best, or not at all.

Next: how often does your function call hess_f? How often does the point change?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    hess = hess_f(x)
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess)
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
