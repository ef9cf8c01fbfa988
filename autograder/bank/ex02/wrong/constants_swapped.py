"""c1 and c2 are swapped.

Part: c

You use c2 in the Armijo bound and c1 in the curvature conditions. With c2 near one Armijo refuses
almost everything, and with c1 near zero curvature accepts only the exact minimum of phi.

Next: which of the two constants is the small one, and in which condition does it stand?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c2 * alpha * slope
    return bool(armijo), bool(new_slope >= c1 * slope), bool(abs(new_slope) <= c1 * abs(slope))
