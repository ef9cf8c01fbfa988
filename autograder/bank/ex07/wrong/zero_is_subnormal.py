"""Zero itself is called subnormal.

Part: a

You ask whether the rounded number is smaller than the smallest normal one, and stop there. Zero is
smaller, too, but it is a number of its own: what has become zero has lost its size and its sign, a
subnormal number only some digits.

Next: in which order do you ask your questions, and which of them is about 0?
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    if value != 0 and size == 0:
        return "zero"
    if np.isinf(size):
        return "inf"
    return "subnormal" if size < 2.0**-14 else "normal"
