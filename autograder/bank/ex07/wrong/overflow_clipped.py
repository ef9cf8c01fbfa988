"""What overflows is clipped to 65504.

Part: b

Your function replaces too large a value by the largest float16 number. The result looks like a gradient,
but its large entries are wrong, and nobody can notice: the loss scaler has to see the overflow in order
to skip the step.

Next: what comes back for an entry 100 at a scale of 2^15, and how should the caller know that it is
wrong?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    scaled = np.clip(grad.astype(np.float32) * np.float32(scale), -65504, 65504).astype(np.float16)
    return scaled.astype(np.float32) / np.float32(scale)
