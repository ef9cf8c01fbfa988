"""The rounding errors are carried along.

Part: d

Yours is Kahan's compensated sum: it computes what each addition rounded away and puts it to the next
term. That is the cure, and a good one; here the plain sum was asked for, so that you can see the
disease.

Next: add 1 to 2048 in float16: what does the plain sum do with it, and what does yours?
"""


def accumulate(grads, dtype):
    total = error = dtype(0)
    for g in grads:
        term = dtype(dtype(g) + error)
        before, total = total, dtype(total + term)
        error = dtype(dtype(before - total) + term)
    return total
