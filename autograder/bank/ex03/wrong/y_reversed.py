"""y is the difference taken the wrong way round.

Part: c
Twins: steepest_descent

You store g minus the new gradient. Every pair then has s'y < 0, the loops leave all of them out, and what remains is
steepest descent.

Next: print s'y for the first pairs.
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol and len(norms) <= max_iter:
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = (S + [step])[-m:], (Y + [g - h])[-m:]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
