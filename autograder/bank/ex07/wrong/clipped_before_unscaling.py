"""The scaled gradient is clipped to a norm.

Part: b

Your function shortens the gradient while the scale is still on it. A limit that is meant for the
gradient is then compared with something thousands of times longer, so that nearly every gradient is cut.
Clipping, where it is wanted, comes after unscaling; here it is not asked for.

Next: what does your function do to a gradient of norm 0.1 at a scale of 2^15?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16).astype(np.float32)
        norm = np.linalg.norm(scaled)
        if np.isfinite(norm) and norm > 1.0:
            scaled = scaled / norm
    return scaled / np.float32(scale)
