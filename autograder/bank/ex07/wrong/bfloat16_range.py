"""The range is that of bfloat16, or float32.

Part: a

Your limits are those of an eight-bit exponent, which bfloat16 shares with float32: it keeps 1e-8 and
1e30 alike. float16 has five bits for the exponent, and so a range from 2^-24 to 65504; that is why it
needs loss scaling.

Next: print np.finfo(np.float16) and compare its smallest_normal and max with yours.
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    with np.errstate(all="ignore"):
        size = abs(np.float32(value))
    if size == 0:
        return "zero"
    if np.isinf(size):
        return "inf"
    return "subnormal" if size < np.finfo(np.float32).smallest_normal else "normal"
