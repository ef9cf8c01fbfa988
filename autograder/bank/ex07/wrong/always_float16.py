"""The dtype is always float16.

Part: d

Your sum is rounded to float16 whatever dtype was asked for. In float32 the same terms have thirteen more
bits: comparing the two is the experiment.

Next: where does dtype occur in your function?
"""

import numpy as np


def accumulate(grads, dtype):
    total = np.float16(0)
    for g in grads:
        total = np.float16(total + np.float16(g))
    return dtype(total)
