"""All entries of the memory are the same array.

Part: c

You append one array again and again and overwrite it in each step. The lists then hold several
names of one pair, the newest.

Next: print your s_list after three steps.
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g, s_list, y_list = x0.copy(), grad_f(x0), [], []
    s, y = np.zeros_like(x0), np.zeros_like(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, s_list, y_list)
        try:
            x_new = x + strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g_new = grad_f(x_new)
        s[:], y[:] = x_new - x, g_new - g
        s_list, y_list = [*s_list, s][-m:], [*y_list, y][-m:]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
