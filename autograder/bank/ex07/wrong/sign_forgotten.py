"""A negative value is taken for a small one.

Part: a

The limits of float16 hold for the size of a number, and every one of them exists on the negative side
too. Without the absolute value each negative number lies below all your thresholds.

Next: what does your function say of -1.0?
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    with np.errstate(all="ignore"):
        rounded = np.float16(value)
    if np.isinf(rounded):
        return "inf"
    if rounded < 2.0**-24:
        return "zero"
    return "subnormal" if rounded < 2.0**-14 else "normal"
