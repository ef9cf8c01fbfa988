"""The unit roundoff is taken for the limit of size.

Part: a

np.finfo(np.float16).eps, about 1e-3, is the spacing of the numbers next to 1: it says how many digits a
number has, not how small it may be. A value of 1e-4 is an ordinary float16 number with all its digits.

Next: what are eps and smallest_normal of np.finfo(np.float16), and what does each of them measure?
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    if size == 0:
        return "zero"
    if np.isinf(size):
        return "inf"
    return "subnormal" if size < np.finfo(np.float16).eps else "normal"
