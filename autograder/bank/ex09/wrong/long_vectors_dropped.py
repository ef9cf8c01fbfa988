"""A vector that is too long becomes zero.

Part: a

Where u is longer than max_norm you return zero. Skipping a step that looks dangerous is a rule of its
own, but it is no clip: the direction of a long gradient is good information, and a method that starts
where all gradients are long never moves.

Next: what should be left of a vector that is ten times too long: nothing, or a tenth?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return np.zeros_like(u) if norm > max_norm else u
