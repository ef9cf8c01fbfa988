"""The caller's x0 is changed.

Part: b

Your x and the caller's x0 are the same array, and you update it in place. After the call the start
is gone: who wants to run the method again from there starts at the end.

Next: which line makes x an array of its own?
"""

import numpy as np

from numopt.line_search import backtracking


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0, [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = newton_step(grad_f(x), hess_f(x))
        try:
            alpha = backtracking(f, grad_f, x, p)
        except (ValueError, RuntimeError):
            break
        x += alpha * p
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
