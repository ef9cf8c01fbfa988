"""A limit of zero is not refused.

Part: a

Your clip refuses negative limits, but lets zero through. Every vector is then clipped to nothing: a
method that uses it stands still for ever and reports no error.

Next: which of < and <= does your test use, and what does it say about zero?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm < 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u * (max_norm / norm) if norm > max_norm else u
