"""The errors stand in the order of the sorted steps.

Part: b

You sort the steps and return the errors in that order. The caller, who pairs them with h_values as given,
then sees the error of one step beside another step; the V turns into a zigzag.

Next: call your function with h_values in reverse. Is the list of errors reversed, too?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    h_values = np.sort(h_values)
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a) for h in h_values])
    return float(h_values[np.argmin(errors)]), errors
