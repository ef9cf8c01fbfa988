"""The cast drops digits instead of rounding.

Part: b

The scaled gradient is cut off after eleven bits, always towards zero. Its error is up to twice that of
rounding to nearest, and it has always the same sign, so that it does not cancel out over many steps.

Next: compare your result with the two float16 numbers on both sides of the scaled value: is it the
nearer one?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        wide = grad.astype(np.float32) * np.float32(scale)
        narrow = wide.astype(np.float16)
        too_large = np.abs(narrow.astype(np.float32)) > np.abs(wide)
        narrow = np.where(too_large & np.isfinite(narrow), np.nextafter(narrow, np.float16(0)), narrow)
    return narrow.astype(np.float32) / np.float32(scale)
