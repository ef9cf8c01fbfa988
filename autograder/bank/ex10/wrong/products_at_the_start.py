"""The products belong to the start.

Part: c

Your products are taken at x0 in every step: the function that you hand to CG remembers the first
point. The model no longer bends with the function.

Next: at which x does your product evaluate the gradient in the third step?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        eta = min(0.5, np.sqrt(norms[-1]))
        p = truncated_cg(lambda v: hvp_central(grad_f, x0, v), g, eta)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
