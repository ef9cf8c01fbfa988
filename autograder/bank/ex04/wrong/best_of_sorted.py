"""The index of the best error is used in another order.

Part: b

You find the place of the smallest error in the list as given, but look the step up in the sorted list. Only
when the steps come sorted do the two places agree; otherwise your best h is somebody else's.

Next: print the place of the smallest error, and the step that stands at that place in h_values.
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a) for h in h_values])
    return float(np.sort(h_values)[np.argmin(errors)]), errors
