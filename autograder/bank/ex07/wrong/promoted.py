"""The partial sums are not in the dtype.

Part: d

You start in the right dtype, but float16 plus float64 is float64 in NumPy: with the first term of a
float64 array your total is promoted, and nothing is rounded any more. The result is cast at the end, if
at all.

Next: print the dtype of your total after the first addition.
"""


def accumulate(grads, dtype):
    total = dtype(0)
    for g in grads:
        total = total + g
    return total
