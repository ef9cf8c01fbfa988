"""Each entry is clipped by itself.

Part: a

Your clip cuts every entry of u to the interval from -max_norm to max_norm. That is clipping by value:
large entries are cut, small ones are not, so the vector turns towards the diagonals, and in n dimensions
it may still be longer than max_norm by a factor of the square root of n.

Next: compare the direction of your vector with that of u: divide both by their length.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    return np.clip(u, -max_norm, max_norm)
