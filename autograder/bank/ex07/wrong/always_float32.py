"""The partial sums are in float32.

Part: d

You accumulate in float32, as one should, and cast at the end. But the question is what an accumulator in
the given dtype holds; in float16 yours never stagnates.

Next: what is the dtype of your total inside the loop?
"""

import numpy as np


def accumulate(grads, dtype):
    total = np.float32(0)
    for g in grads:
        total = np.float32(total + np.float32(g))
    return dtype(total)
