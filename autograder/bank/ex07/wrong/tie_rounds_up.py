"""The tie at 2^-25 is rounded up.

Part: a

2^-25 lies exactly half-way between 0 and the smallest subnormal number. Ties go to the number whose last
bit is 0, and that is 0 itself; your function lets this one value survive.

Next: compute np.float16(2.0**-25).
"""

import math


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    size = abs(value)
    if size < 2.0**-25:
        return "zero"
    if size >= 65520:
        return "inf"
    return "normal" if size >= 2.0**-14 - 2.0**-25 else "subnormal"
