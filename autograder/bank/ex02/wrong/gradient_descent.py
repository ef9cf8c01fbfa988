"""The steps follow the negative gradient.

Part: b

Your loop searches along minus the gradient and never uses the Newton direction. The norms fall by a
modest factor a step, where Newton's method would square them.

Next: which direction do you hand to the line search?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -grad_f(x)
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
