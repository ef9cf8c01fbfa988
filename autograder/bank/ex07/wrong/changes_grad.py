"""The caller's gradient is scaled in place.

Part: b

The result is right, but the array that you were given is not what it was: an operator such as *= writes
into the caller's own memory. Whoever uses the gradient next, for its norm or for a second scale, uses a
wrong one.

Next: print the gradient before and after the call.
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    grad *= scale
    with np.errstate(all="ignore"):
        return grad.astype(np.float16).astype(np.float32) / np.float32(scale)
