"""The Hessian is formed.

Part: c

You build the whole matrix from n products and solve with it. The steps are good, and each costs 2n
gradients: in large dimensions that is out of the question.

Next: how many gradients does one of your steps ask for?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter:
        H = np.array([hvp_central(grad_f, x, e) for e in np.eye(len(x))])
        p = truncated_cg(lambda v: H @ v, g, min(0.5, np.sqrt(norms[-1])))
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
