"""np.sum adds in another order and in another dtype.

Part: d

np.sum with a dtype does not add the terms one by one: it adds in blocks (pairwise), and float16 in wider
registers, just in order to avoid the error that this part is about. Five thousand ones come out right.

Next: compare np.sum(np.ones(5000), dtype=np.float16) with what you predicted.
"""

import numpy as np


def accumulate(grads, dtype):
    return np.sum(np.asarray(grads, dtype=dtype), dtype=dtype)
