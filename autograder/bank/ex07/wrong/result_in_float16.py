"""The result is in float16.

Part: b

You unscale in float16 and return what comes out. An entry of 1e-8 is 0 in float16 wherever you write it:
the result has to be in a dtype that can hold a small gradient, here float32.

Next: what is the dtype of your result, and what is its smallest positive number?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    with np.errstate(all="ignore"):
        scaled = (grad.astype(np.float32) * np.float32(scale)).astype(np.float16)
        return (scaled.astype(np.float32) / np.float32(scale)).astype(np.float16)
