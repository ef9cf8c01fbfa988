"""The error is relative to the estimate.

Part: b

You divide by the norm of the difference quotient, the thing under test. Where it is far too large, as
rounding makes it for tiny h, your error looks small: an estimate that is infinitely wrong has error 1. Divide
by what you know to be right.

Next: which of a and n does grad_f give you, and which of them is in your denominator?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    estimates = [finite_diff_grad(f, x, h) for h in h_values]
    errors = np.array([np.linalg.norm(a - n) / np.linalg.norm(n) for n in estimates])
    return float(h_values[np.argmin(errors)]), errors
