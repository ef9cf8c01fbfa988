"""The result is in float64.

Part: b

The numbers are right, but the array has dtype float64. Somewhere a float64 array took part, the gradient
itself or a NumPy scalar, and NumPy gives the wider dtype. In mixed precision the dtype is the memory: be
definite about each of them.

Next: print the dtype of each intermediate array.
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
    return scaled.astype(np.float64) / scale
