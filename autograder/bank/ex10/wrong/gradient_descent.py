"""The steps follow the negative gradient.

Part: c

Your direction is minus the gradient; the products never enter. That is gradient descent, and it
takes many times the gradients.

Next: where does the result of (b) enter your loop?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        eta = min(0.5, np.sqrt(norms[-1]))
        p = -g
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
