"""The tolerance is taken relative to the first norm.

Part: c

You stop when the norm is small beside the one at the start. The test is absolute here: a caller who asks for 1e-6 means 1e-6,
wherever the method starts.

Next: compare the last norm of your history with tol.
"""

import numpy as np

from numopt.line_search import strong_wolfe


def lbfgs(f, grad_f, x0, m=5, tol=1e-6, max_iter=500):
    x, g = x0.copy(), grad_f(x0)
    norms, S, Y = [np.linalg.norm(g)], [], []
    while norms[-1] >= tol * max(1.0, norms[0]) and len(norms) <= max_iter:
        p = -lbfgs_direction(g, S, Y)
        try:
            step = strong_wolfe(f, grad_f, x, p) * p
        except (ValueError, RuntimeError):
            break
        h = grad_f(x + step)
        S, Y = (S + [step])[-m:], (Y + [h - g])[-m:]
        x, g = x + step, h
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
