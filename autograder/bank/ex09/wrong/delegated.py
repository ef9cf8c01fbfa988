"""A library does the work.

Part: c

The path came from a library. It is a good one, but the marks of this part are for the algorithm itself:
once you have written it, you will know what every trust-region method is doing.

Next: start from the three hints; the whole loop is about a dozen lines.
"""

from numopt import clipping


def trust_region_descent(f, grad_f, x0, lr, radius0, T=100):
    return clipping.trust_region_descent(f, grad_f, x0, lr, radius0, T)
