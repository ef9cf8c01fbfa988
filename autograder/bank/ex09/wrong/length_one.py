"""A clipped vector has the length 1.

Part: a

Where u is too long, you return the unit vector along it, whatever max_norm is. The two are the same for
max_norm = 1 alone, which is why this hides so well in a quick try.

Next: call it with max_norm = 3 and measure the length of the result.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u / norm if norm > max_norm else u
