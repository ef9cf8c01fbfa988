"""The slope at the end of the step is taken at x + p.

Part: c

You evaluate the gradient at x + p, not at x + alpha p. For alpha = 1 that is the same point; for any other step you judge a
point where it does not end.

Next: at which point do you call grad_f the second time, when alpha is 0.1?
"""

import numpy as np


def wolfe_conditions(f, grad_f, x, p, alpha, c1=1e-4, c2=0.9):
    s, t = grad_f(x) @ p, grad_f(x + p) @ p
    v = f(x + alpha * p)
    return bool(np.isfinite(v) and v <= f(x) + c1 * alpha * s), bool(t >= c2 * s), bool(abs(t) <= c2 * abs(s))
