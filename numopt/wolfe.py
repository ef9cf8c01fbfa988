"""The Wolfe conditions: when a step is neither too long nor too short.

    sufficient decrease (Armijo):  f(x + alpha p) <= f(x) + c1 alpha g.p
    curvature:                     g(x + alpha p).p >= c2 g.p
    strong curvature:              |g(x + alpha p).p| <= c2 |g.p|

Nocedal & Wright (2006), section 3.1; 0 < c1 < c2 < 1.
"""

import math

import numpy as np


def wolfe_conditions(f, grad_f, x: np.ndarray, p: np.ndarray, alpha: float, c1=1e-4, c2=0.9):
    """Return (sufficient decrease, curvature, strong curvature) at the step ``alpha`` along ``p``.

    ``x`` and ``p`` have shape (n,).  A value that is not finite is no sufficient decrease.
    """
    slope = float(grad_f(x) @ p)
    point = x + alpha * p
    value, new_slope = f(point), float(grad_f(point) @ p)
    enough = math.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(enough), new_slope >= c2 * slope, abs(new_slope) <= c2 * abs(slope)
