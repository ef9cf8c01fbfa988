"""The scale itself is a float16 number.

Part: b

Your scale is cast to float16 together with the gradient. From 2^16 on it is infinite there, and a scale
that is no short binary number is rounded. Products with it are infinite or wrong, and so is what you
divide by.

Next: what is np.float16(2.0**16)?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        narrow = np.float16(scale)
        scaled = (grad.astype(np.float32) * np.float32(narrow)).astype(np.float16)
        return scaled.astype(np.float32) / np.float32(narrow)
