"""The terms are added from the last to the first.

Part: d

In exact arithmetic the order of a sum does not matter, in few bits it does: your sum rounds other
partial sums and ends elsewhere. Gradients arrive in their order, and that is the order to add them in.

Next: sum [2048, 1, 1] in float16 from both ends.
"""


def accumulate(grads, dtype):
    total = dtype(0)
    for g in grads[::-1]:
        total = dtype(total + dtype(g))
    return total
