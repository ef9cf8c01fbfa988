"""A value that is not finite counts as a decrease.

Part: c

Where f is minus infinity or NaN at the trial point your verdict on sufficient decrease is True.
Such a value is a breakdown of the computation, not a gain.

Next: what does your comparison say for NaN, and for minus infinity?
"""


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    slope, new_slope = grad_f(x) @ p, grad_f(x + alpha * p) @ p
    value = f(x + alpha * p)
    armijo = not value > f(x) + c1 * alpha * slope
    return bool(armijo), bool(new_slope >= c2 * slope), bool(abs(new_slope) <= c2 * abs(slope))
