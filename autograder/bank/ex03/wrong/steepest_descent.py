"""The pairs are never used.

Part: c
Twins: y_reversed

Your search direction is minus the gradient, and the memory that you keep has no effect on it. The
method needs thousands of steps where L-BFGS needs dozens.

Next: where does the result of (a) enter your loop?
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -g
        try:
            x_new = x + strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x_new)
        s_list, y_list = [*s_list, x_new - x][-m:], [*y_list, g_new - g][-m:]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
