"""2^-14 itself is called subnormal.

Part: a

The smallest normal number belongs to the normal ones: it is 2^-14 with all eleven bits. Your comparison
leaves it, and what rounds to it, on the other side.

Next: what is np.finfo(np.float16).smallest_normal, and on which side of your comparison does it fall?
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
    return "subnormal" if size <= 2.0**-14 else "normal"
