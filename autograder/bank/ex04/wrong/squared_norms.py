"""Squares of norms are divided.

Part: b

Your errors are the squares of the right ones: the square root of the 2-norm is missing above and below. On a
logarithmic picture the V is still a V, but with the slopes 4 and -2, and an error of 1e-10 passes for 1e-20.

Next: what slope does the left arm of your V have, and which would you expect of rounding?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.sum((a - finite_diff_grad(f, x, h)) ** 2) / np.sum(a**2) for h in h_values])
    return float(h_values[np.argmin(errors)]), errors
