"""A Python float is returned.

Part: d

The value is right, but it comes back as a float, which is float64: the next operation with it is carried
out in 64 bits, and its dtype does not tell where it came from. A scalar of the dtype was asked for.

Next: print type(accumulate(np.ones(3), np.float16)).
"""


def accumulate(grads, dtype):
    total = dtype(0)
    for g in grads:
        total = dtype(total + dtype(g))
    return float(total)
