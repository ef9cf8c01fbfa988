"""The step length is always one.

Part: b

You take the whole Newton step without asking whether f decreases enough. Far from a solution that
step overshoots, f rises, and the iterates may fly apart.

Next: print f along your path from (-1.2, 1) on Rosenbrock. Does it fall at every step?
"""

import numpy as np


def newton_minimize(f, grad_f, hess_f, x0, tol=1e-8, max_iter=50):
    x, norms = x0.copy(), [np.linalg.norm(grad_f(x0))]
    while norms[-1] >= tol and len(norms) <= max_iter:
        step = newton_step(grad_f(x), hess_f(x))
        if np.array_equal(x + step, x):
            break
        x = x + step
        norms.append(np.linalg.norm(grad_f(x)))
    return x, np.array(norms)
