"""The first term is added twice.

Part: d

Your total starts at the first term, and the loop adds that term again. Start at zero, or begin the loop
with the second term.

Next: what does your function return for [1.0, 2.0]?
"""


def accumulate(grads, dtype):
    total = dtype(grads[0])
    for g in grads:
        total = dtype(total + dtype(g))
    return total
