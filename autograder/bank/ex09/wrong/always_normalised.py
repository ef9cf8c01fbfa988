"""Short vectors are stretched to the limit.

Part: a

Your clip gives every vector the length max_norm, also those that were shorter. In descent that means
steps of full length however small the gradient is, so the method can never come to rest; and for u = 0
it divides zero by zero.

Next: what should the clip do with a vector that is short enough, and does yours ask whether it is?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u * (max_norm / norm)
