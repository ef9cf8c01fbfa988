"""A limit that is not positive is not refused.

Part: a

Your clip takes any max_norm. With 0 every vector becomes zero and a method stands still without a word;
with a negative limit the vector is turned round, and descent becomes ascent.

Next: call it with max_norm = -1 and look at the sign of the result.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    norm = np.linalg.norm(u)
    return u * (max_norm / norm) if norm > max_norm else u
