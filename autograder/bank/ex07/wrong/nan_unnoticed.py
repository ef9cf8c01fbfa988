"""NaN is given a fate.

Part: a

A NaN is no number; it is neither small nor large, and every comparison with it is false. Your function
falls through its questions and returns whatever stands at the end, so that a broken gradient looks like
a healthy one.

Next: what does your function return for float('nan')?
"""

import numpy as np


def fp16_fate(value):
    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    if size == 0:
        return "zero"
    if np.isinf(size):
        return "inf"
    return "subnormal" if size < 2.0**-14 else "normal"
