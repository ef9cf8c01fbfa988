"""The passage is through bfloat16.

Part: b

Your numbers have eight significant bits and the exponents of float32: that is bfloat16. float16 has
eleven bits, so that its rounding errors are eight times smaller, and a much shorter range, the reason
why there is a scale at all.

Next: how large is the relative error of your result, compared with 2^-11 and with 2^-8?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    scaled = np.asarray(grad, dtype=np.float32) * np.float32(scale)
    bits = scaled.view(np.uint32).astype(np.uint64)
    bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    return bits.astype(np.uint32).view(np.float32) / np.float32(scale)
