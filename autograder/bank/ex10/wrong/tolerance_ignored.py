"""It never stops before max_iter.

Part: c

The tolerance is never asked. Your method goes on at the solution until the line search fails or the
steps run out.

Next: which line compares a norm with tol?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] > 0 and len(norms) <= max_iter:
        eta = min(0.5, np.sqrt(norms[-1]))
        p = truncated_cg(lambda v, x=x: hvp_central(grad_f, x, v), g, eta)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
