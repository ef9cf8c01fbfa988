"""The largest component is recorded, not the 2-norm.

Part: b

Your norms are the largest magnitudes of a component. That is a fair measure, and SciPy uses it, but
every recorded norm here is the 2-norm: the two differ by up to a factor of the square root of n.

Next: which norm does your function compute for the vector (3, 4)?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.abs(grad_f(x0)).max()]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x = x + alpha * p
        norms.append(np.abs(grad_f(x)).max())
    return x, np.array(norms)
