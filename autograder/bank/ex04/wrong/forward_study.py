"""The study is one of forward differences.

Part: b

Your errors fall like h, not like h^2, and the best of them is four digits worse than it could be: you look to
one side of x. The V is there, but with slope 1 and with its tip near 1e-8.

Next: does your study call the function of part (a)?
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    errors = np.array(
        [
            np.linalg.norm(a - np.array([(f(x + h * e) - f(x)) / h for e in np.eye(x.size)]))
            / np.linalg.norm(a)
            for h in h_values
        ]
    )
    return float(h_values[np.argmin(errors)]), errors
