"""The scale is taken off in float16.

Part: b

You divide while the gradient is still in float16. The quotient is as small as the gradient was, and is
rounded again: what scaling had saved is lost in the last line. The way back to float32 has to come
before the division.

Next: print the dtype of your array just before it is divided.
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
        return (scaled.astype(np.float32) / np.float32(scale)).astype(np.float16).astype(np.float32)
