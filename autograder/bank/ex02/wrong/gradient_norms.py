"""Norms of gradients are compared instead of slopes along p.

Part: c

Your curvature verdicts use the lengths of the two gradients. A gradient across p says nothing about
phi: what counts is its component along the direction of the step.

Next: what is the derivative of phi(alpha) = f(x + alpha p)?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, -np.linalg.norm(grad_f(x + alpha * p)) * np.linalg.norm(p)
    value = f(x + alpha * p)
    armijo = np.isfinite(value) and value <= f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
