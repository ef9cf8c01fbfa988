"""The scale is never taken off.

Part: b

You return the scaled gradient. A descent step with it would be longer by the factor of the scale, and
the next value of the scale would change the step although the gradient is the same.

Next: compare your result with the gradient for an entry 0.5 and a scale of 2^10.
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        return (grad.astype(np.float32) * np.float32(scale)).astype(np.float16).astype(np.float32)
