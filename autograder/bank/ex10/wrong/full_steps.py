"""The step length is always one.

Part: c

You take the whole step without asking whether f decreases. Where the Hessian is indefinite the
direction has no natural length, and the iterates fly apart or wander.

Next: print f along your path.
"""

import numpy as np


def newton_cg(f, grad_f, x0, tol=1e-5, max_iter=200):
    x, g = x0.copy(), grad_f(x0)
    norms = [np.linalg.norm(g)]
    while norms[-1] >= tol and len(norms) <= max_iter and norms[-1] < 1e100:
        x = x + truncated_cg(lambda v, x=x: hvp_central(grad_f, x, v), g, min(0.5, np.sqrt(norms[-1])))
        g = grad_f(x)
        norms.append(np.linalg.norm(g))
    return x, np.array(norms)
