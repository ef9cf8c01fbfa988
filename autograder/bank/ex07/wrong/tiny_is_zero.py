"""Below the smallest normal number everything is called zero.

Part: a

Your function gives up at 2^-14. Below it float16 still has a thousand subnormal numbers on each side of
0: a gradient of 3e-5 keeps most of its digits, and only what is 2^-25 or smaller really vanishes.

Next: print float(np.float16(3e-5)) and float(np.float16(1e-8)).
"""

import math


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    size = abs(value)
    if size >= 65520:
        return "inf"
    return "normal" if size >= 2.0**-14 - 2.0**-25 else "zero"
