"""The smallest h is taken for the best.

Part: b

In exact arithmetic a shorter step is a better one, and that is what you return. In floating point the two
values of f agree in nearly all their digits when h is tiny; their difference keeps the few that are left, and
the quotient blows up what rounding did to them.

Next: look at the errors that you return yourself. Where is the smallest one?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a) for h in h_values])
    return float(np.min(h_values)), errors
