"""A library's differences do the work.

Part: a

The gradient came from a library. It is a good one, but the marks of this part are for the formula itself:
once you have written it, you know where its errors come from, and what a library can do about them.

Next: start from the three hints; the whole function is about five lines.
"""

from numopt.derivatives import richardson


def finite_diff_grad(f, x, h=1e-5):
    return richardson(f, x, h)
