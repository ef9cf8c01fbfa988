"""The limit is tested only where the vector is too long.

Part: a

A vector that is short enough is returned before max_norm is looked at. The zero vector is short enough
even for the limit zero, so there a wrong limit goes unnoticed, until the first vector that is not zero
comes along.

Next: in which order do your lines stand: the test of the argument, or the first return?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    norm = np.linalg.norm(u)
    if norm <= max_norm:
        return u
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    return u * (max_norm / norm)
