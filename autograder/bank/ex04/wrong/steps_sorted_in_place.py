"""The caller's h_values are sorted in place.

Part: b

The method sort changes the array it belongs to, and that array is the caller's. Your own numbers are put back
in the right order, but the caller's next line works with another order of steps than it wrote down.

Next: what is the difference between h_values.sort() and np.sort(h_values)?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a, order = grad_f(x), np.argsort(h_values)
    h_values.sort()
    errors = np.zeros(len(h_values))
    for place, h in zip(order, h_values, strict=True):
        errors[place] = np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a)
    return float(h_values[np.argmin(errors[order])]), errors
