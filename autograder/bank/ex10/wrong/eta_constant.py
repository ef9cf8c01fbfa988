"""The forcing term stays at one half.

Part: c

You solve every equation to half of the gradient only, also at the end. Convergence is then linear:
each step leaves up to half of the gradient.

Next: print eta in each step. What should it do as the gradient vanishes?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        eta = 0.5
        p = truncated_cg(lambda v, x=x: hvp_central(grad_f, x, v), g, eta)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
