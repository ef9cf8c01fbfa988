"""Subnormal numbers are counted as normal.

Part: a

Your function knows zero, infinity and everything in between. But below 2^-14 float16 runs out of digits:
the numbers there are all multiples of 2^-24, so that the relative error grows as they get smaller. That
is what "subnormal" tells.

Next: how many float16 numbers lie between 2^-24 and 2^-23, and how many between 1 and 2?
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    return "zero" if size == 0 else "inf" if np.isinf(size) else "normal"
