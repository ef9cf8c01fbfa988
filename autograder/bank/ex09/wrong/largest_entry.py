"""The length is taken to be the largest entry.

Part: a

Your clip measures u by its largest entry instead of its 2-norm. The direction survives, but a vector of
many middling entries passes although it is too long, and those that are clipped stay longer than
max_norm.

Next: measure the length of what you return for u = (3, 4) and max_norm = 4. Is it 4?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.max(np.abs(u))
    return u * (max_norm / norm) if norm > max_norm else u
