"""The gradient never is in float16.

Part: b

Scaling up and down in float32 changes nothing: your result has all the digits of the gradient you were
given, no overflow and no underflow. The cast in between is what the hardware does to it, and what this
part is about.

Next: in which of your lines is an array of dtype float16 made?
"""

import numpy as np


def scaled_fp16_gradient(grad, scale):
    return grad.astype(np.float32) * np.float32(scale) / np.float32(scale)
