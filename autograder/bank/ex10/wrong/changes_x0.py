"""The caller's x0 is changed.

Part: c

Your x and the caller's x0 are the same array, and you move it in place. After the call the start is
gone.

Next: which line makes x an array of its own?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0, grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        eta = min(0.5, np.sqrt(norms[-1]))
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), g, eta)
        try:
            x += backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
