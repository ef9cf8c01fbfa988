"""Only the terms are rounded.

Part: d
Twins: rounded_once

You cast each term to the dtype, but add them as Python floats, in 64 bits. The terms of this exercise
fit into the dtype anyway; what has to be rounded is the sum, after each addition.

Next: which of your variables is a float16, and which is not?
"""


def accumulate(grads, dtype):
    total = 0.0
    for g in grads:
        total = total + float(dtype(g))
    return dtype(total)
