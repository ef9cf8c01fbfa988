"""Each component's own relative error is averaged.

Part: b

You divide component by component and take the mean. A component that happens to be nearly zero then dominates
everything, and at one that is exactly zero the error is infinite, however good the gradient. The norm of the
whole difference over the norm of the whole gradient has no such trouble.

Next: what does your formula give where one component of the gradient is 0?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.mean(np.abs(a - finite_diff_grad(f, x, h)) / np.abs(a)) for h in h_values])
    return float(h_values[np.argmin(errors)]), errors
