"""The partial sums are written into the caller's array.

Part: d

The total is right, but you keep the running sum in the array that you were given: afterwards its entries
are partial sums, and the gradients are gone.

Next: print the array before and after the call.
"""

import numpy as np


def accumulate(grads, dtype):
    if isinstance(grads, np.ndarray):
        for k in range(1, len(grads)):
            grads[k] = dtype(dtype(grads[k - 1]) + dtype(grads[k]))
        return dtype(grads[-1])
    total = dtype(0)
    for g in grads:
        total = dtype(total + dtype(g))
    return total
