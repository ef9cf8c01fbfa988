"""The pairs are stored newest first.

Part: c

You put the new pair at the front of the lists, while the two loops expect the oldest first. From
the second pair on the recursion runs the wrong way round.

Next: which end of the lists does your function in (a) take for the newest pair?
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
        s_list, y_list = [x_new - x, *s_list][:m], [g_new - g, *y_list][:m]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
