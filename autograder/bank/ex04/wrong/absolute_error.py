"""The error is absolute.

Part: b

You return |a - n| without dividing by |a|. Multiply f by a thousand and your errors are a thousand times as
large, although not one digit of the result is worse. Only the relative error says how many digits are right.

Next: what happens to your errors when f is multiplied by 1000?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array([np.linalg.norm(a - finite_diff_grad(f, x, h)) for h in h_values])
    return float(h_values[np.argmin(errors)]), errors
