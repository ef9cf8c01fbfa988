"""The memory keeps the oldest pairs.

Part: c

When the memory is full you drop the newest pair. The method goes on with what it learnt in its
first steps, far from where it is now.

Next: which pairs are in your lists after twenty steps with m = 3?
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
        s_list, y_list = [*s_list, x_new - x][:m], [*y_list, g_new - g][:m]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
