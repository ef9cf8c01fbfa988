"""The caller's own vector is shortened.

Part: a

Your clip multiplies u in place. The result is right, but the array that the caller holds has changed as
well: a gradient that is needed once more, for the ratio of part (c) for instance, is no longer the
gradient.

Next: print u before and after the call, with a u that is too long.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    if norm > max_norm:
        u *= max_norm / norm
    return u
