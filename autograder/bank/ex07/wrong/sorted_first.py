"""The terms are sorted before they are added.

Part: d

Adding the small terms first is a good idea where all terms are known: it loses less. An accumulator sees
them one after another, as they come, and cannot sort. Your sum is another one.

Next: sum [2048, 1, 1] in float16 in both orders.
"""


def accumulate(grads, dtype):
    total = dtype(0)
    for g in sorted(grads, key=abs):
        total = dtype(total + dtype(g))
    return total
