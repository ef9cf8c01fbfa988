"""The length is divided by the square root of the dimension.

Part: a

Your clip measures u by the root of the mean square of its entries. This is smaller than the 2-norm by
the square root of n, so that what you return is too long by that factor, and the more so the more
dimensions there are.

Next: measure the length of what you return for a u with four equal entries.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.sqrt(np.mean(u**2))
    return u * (max_norm / norm) if norm > max_norm else u
