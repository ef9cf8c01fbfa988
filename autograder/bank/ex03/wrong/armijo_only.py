"""The line search asks for Armijo alone.

Part: c

You use backtracking, which never looks at the slope at the end of the step. Nothing then makes s'y
positive: pairs without curvature are left out, the memory freezes, and the method crawls.

Next: count the pairs with s'y <= 0 on Rosenbrock. Which condition on the step would prevent them?
"""

import numpy as np

from numopt.line_search import backtracking


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, s_list, y_list)
        try:
            x_new = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x_new)
        s_list, y_list = [*s_list, x_new - x][-m:], [*y_list, g_new - g][-m:]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
