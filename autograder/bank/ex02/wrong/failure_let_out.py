"""A failing line search ends the method with an error.

Part: b

At rounding level no step decreases f any more, backtracking raises, and your function passes the
error on. All the work is lost at the very moment when it is done.

Next: what has the method reached when the search fails at a tiny gradient? Return that.
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        x = x + backtracking(f, grad_f, x, p) * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
