"""The step with the largest error is called the best.

Part: b

Your best h is the one at which the differences are worst. On a logarithmic axis of digits the best point
would be the highest one; on an axis of errors it is the lowest.

Next: at the h that you return, how large is the error, and is there a smaller one?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) / np.linalg.norm(a) for h in h_values])
    return float(h_values[np.argmax(errors)]), errors
