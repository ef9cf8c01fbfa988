"""Subnormal numbers are set to zero.

Part: b

You treat whatever is below 2^-14 after scaling as lost. float16 has numbers there, with fewer digits; a
cast keeps them, and half a digit of a gradient points in a better direction than none.

Next: what is float(np.float16(3e-5))?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
    scaled[np.abs(scaled) < np.finfo(np.float16).smallest_normal] = 0
    return scaled.astype(np.float32) / np.float32(scale)
