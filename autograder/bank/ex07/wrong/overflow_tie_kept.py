"""The tie at 65520 is rounded down.

Part: a

65520 is half-way between 65504 and the number that would come next. The last bit of 65504 is 1, so that
the tie goes up, out of range: 65520 is infinite already, and your function still calls it normal.

Next: compute np.float16(65520.0).
"""

import math


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    size = abs(value)
    if size > 65520:
        return "inf"
    if size <= 2.0**-25:
        return "zero"
    return "normal" if size >= 2.0**-14 - 2.0**-25 else "subnormal"
