"""Sums of magnitudes are divided, not 2-norms.

Part: b

You divide one 1-norm by another. That is a relative error, too, but another one: |.| is the 2-norm in this course.

Next: compute |a - n| / |a| with np.linalg.norm for one step.
"""

import numpy as np


def step_size_study(f, grad_f, x, h_values):
    a = grad_f(x)
    e = np.array([np.abs(a - finite_diff_grad(f, x, h)).sum() / np.abs(a).sum() for h in h_values])
    return float(h_values[int(np.argmin(e))]), e
