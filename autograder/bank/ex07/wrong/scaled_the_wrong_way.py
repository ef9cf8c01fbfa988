"""The gradient is divided by the scale first.

Part: b

You divide before the cast and multiply after it, so that the gradient gets smaller still and even
ordinary entries become zero. The scale has to move small gradients up, into the range of float16.

Next: what is the size of the entry 1e-3 at the moment when it is cast?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) / np.float32(scale)).astype(np.float16)
    return scaled.astype(np.float32) * np.float32(scale)
