"""Everything beyond 65504 is called infinite.

Part: a

65504 is the largest float16 number, but not the largest value that survives: up to half a spacing beyond
it, a value is rounded back to 65504. You called these infinite before they were rounded.

Next: compute np.float16(65510.0) and np.float16(65520.0).
"""

import math

import numpy as np


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    size = abs(value)
    if size > 65504:
        return "inf"
    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    if size == 0:
        return "zero"
    return "subnormal" if size < 2.0**-14 else "normal"
