"""The memory is emptied when it is full.

Part: c

When m pairs are there you throw all of them away and start again. The next steps are those of steepest descent; the memory
is meant to lose only its oldest pair.

Next: print how many pairs there are in each iteration.
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        if len(S) == m:
            S, Y = [], []
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = S + [step], Y + [h - g]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
