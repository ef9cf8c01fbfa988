"""The gradient is cast to float16 before it is scaled.

Part: b

The cast comes first, so that the small entries are zero or have lost their digits before the scale can
help them; zero times any scale is zero. This is why it is the loss that is scaled: the gradient is large
from the beginning.

Next: follow the entry 1e-8 through your function, line by line.
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float16).astype(np.float32) * np.float32(scale)).astype(np.float16)
    return scaled.astype(np.float32) / np.float32(scale)
