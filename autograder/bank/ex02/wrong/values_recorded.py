"""Values of f are recorded instead of gradient norms.

Part: b

Your record holds f, and your stopping test compares f with tol. The minimum of f need not be zero;
what vanishes at a solution is the gradient.

Next: what does tol bound: a value of f or the norm of its gradient?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [f(x0)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(f(x))
    return x, np.array(norms)
