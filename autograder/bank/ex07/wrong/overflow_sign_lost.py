"""A negative overflow comes back as plus infinity.

Part: b

Where the scaled value does not fit you put +inf, whatever its sign was. float16 has two infinities, and
a cast keeps the sign.

Next: what is np.float16(-1e6)?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
    scaled[np.isinf(scaled)] = np.inf
    return scaled.astype(np.float32) / np.float32(scale)
