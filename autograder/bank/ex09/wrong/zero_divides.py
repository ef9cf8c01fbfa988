"""The zero vector is divided by its length.

Part: a

Your clip first makes a unit vector, u divided by its length, and then gives it the right length. For u =
0 there is no unit vector: zero over zero is NaN, and one NaN in a step spoils everything after it, at
the very moment when a method has arrived.

Next: call it with np.zeros(3), and think of a form that never divides by the length of a short vector.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u / norm * min(norm, max_norm)
