"""s holds the direction, not the step.

Part: c

You store p as s and forget the step length. Wherever the step length is not one, s and y do not
belong together, and the curvature is wrong by that factor.

Next: compare x + s with the next iterate.
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, s_list, y_list)
        try:
            x_new = x + strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x_new)
        s_list, y_list = [*s_list, p][-m:], [*y_list, g_new - g][-m:]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
