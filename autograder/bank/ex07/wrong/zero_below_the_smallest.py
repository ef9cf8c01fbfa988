"""What is below the smallest subnormal number is called zero.

Part: a

The smallest positive number of float16 is 2^-24, but rounding goes to the nearest number: between half
of it and all of it a value is rounded up, and is subnormal. You counted those as lost.

Next: which float16 number is nearest to 5e-8: 0 or 2^-24 = 5.96e-8?
"""

import math


def fp16_fate(value):
    if math.isnan(value):
        raise ValueError("the value is nan")

    size = abs(value)
    if size < 2.0**-24:
        return "zero"
    if size >= 65520:
        return "inf"
    return "normal" if size >= 2.0**-14 - 2.0**-25 else "subnormal"
