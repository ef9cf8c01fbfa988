"""The step has length one.

Part: a

You divide the step by its length. The length of a Newton step is its point: near the minimiser it lands almost exactly
there, and a step of length one jumps over it.

Next: on a quadratic, where does x + newton_step end?
"""

import numpy as np


def newton_step(grad, hess):
    try:
        p = -np.linalg.solve(hess, grad) if np.all(np.linalg.eigvalsh(hess) > 0) else -grad
    except np.linalg.LinAlgError:
        p = -grad
    n = np.linalg.norm(p)
    return p / n if n > 0 else p
