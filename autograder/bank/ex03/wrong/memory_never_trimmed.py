"""The memory is never trimmed.

Part: c

All pairs are kept, so that your method is BFGS written as loops: each step costs more than the one
before, and the m of limited memory has no effect.

Next: how long are your lists after twenty steps with m = 3?
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
        s_list, y_list = [*s_list, x_new - x], [*y_list, g_new - g]
        x, g = x_new, g_new
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
