"""The larger of the two factors is taken.

Part: a

Your factor is never below 1: a vector that is too long passes unchanged, and one that is short enough is
stretched to max_norm. It is the opposite of a clip.

Next: a clip may shorten and never lengthen. Is its factor at least 1 or at most 1?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u * max(1.0, max_norm / norm) if norm > 0 else u
