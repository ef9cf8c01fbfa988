"""What overflows is set to zero.

Part: b

An infinite entry is replaced by 0, so that the largest entries of the gradient, those that matter most,
take no part in the step, and nobody notices. An overflow is a message: pass it on.

Next: what comes back for an entry 100 at a scale of 2^15?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
    scaled[~np.isfinite(scaled)] = 0
    return scaled.astype(np.float32) / np.float32(scale)
