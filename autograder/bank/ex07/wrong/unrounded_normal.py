"""The value is compared with 2^-14 before it is rounded.

Part: a

You compare the value itself with the smallest normal number. A value just below it rounds up to it, and
the number that float16 then holds is normal. It is the fate of the rounded number that was asked for.

Next: what is np.float16 of 2**-14 * (1 - 2**-12), and is that number smaller than 2**-14?
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
    return "subnormal" if abs(value) < 2.0**-14 else "normal"
