"""The step length is missing in the Armijo bound.

Part: c

Your bound is f(x) + c1 g.p, the same for every step. The promised decrease is proportional to the
step: short steps are refused by your version although they gain all they promise.

Next: how far does a straight line of slope c1 g.p fall over a step of length alpha?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
