"""The length is taken to be the sum of the absolute entries.

Part: a

Your clip measures u by its 1-norm, which is larger than the 2-norm for every vector that is not along an
axis. Vectors that are short enough are shortened all the same, and long ones end up shorter than
max_norm.

Next: which norm does np.linalg.norm give for a vector when nothing else is asked for?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.sum(np.abs(u))
    return u * (max_norm / norm) if norm > max_norm else u
