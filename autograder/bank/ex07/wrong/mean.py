"""The mean is returned instead of the sum.

Part: d

You divide by the number of terms. The sum was asked for; whether it is averaged afterwards, and in which
dtype, is the caller's business.

Next: what does your function return for [1.0, 1.0]?
"""


def accumulate(grads, dtype):
    total = dtype(0)
    for g in grads:
        total = dtype(total + dtype(g))
    return dtype(total / dtype(len(grads)))
