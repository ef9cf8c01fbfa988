"""An infinite value raises an error.

Part: a

NaN has no fate, but infinity has one: it stays infinite. You refuse both together, as everything that is
not finite, although a gradient that has overflowed earlier is just what loss scaling must be able to
name.

Next: which of np.isnan, np.isinf and np.isfinite asks about NaN alone?
"""

import math

import numpy as np


def fp16_fate(value):
    if not math.isfinite(value):
        raise ValueError(f"the value is {value}")
    with np.errstate(all="ignore"):
        size = abs(np.float16(value))
    if size == 0:
        return "zero"
    if np.isinf(size):
        return "inf"
    return "subnormal" if size < 2.0**-14 else "normal"
