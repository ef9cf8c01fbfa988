"""The Newton equation is solved without the safeguard of (a).

Part: b

Your loop solves with the Hessian directly. Where it is indefinite the direction leads uphill, the
line search refuses it, and the method stops far from a solution.

Next: what does your loop do when the slope g.p is positive?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -np.linalg.solve(hess_f(x), grad_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
