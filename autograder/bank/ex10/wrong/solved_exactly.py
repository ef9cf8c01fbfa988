"""Every Newton equation is solved to full accuracy.

Part: c

You ask CG for a tiny residual in every iteration. Far from the solution the model is wrong anyway, so that most of
these products buy nothing; they are the whole cost of the method.

Next: how many gradients does your first step take, and how many with eta = 0.5?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = truncated_cg(lambda v: hvp_central(grad_f, x, v), grad_f(x), eta=1e-12)
        try:
            x = x + backtracking(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
