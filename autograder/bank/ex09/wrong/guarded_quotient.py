"""A guard against division by zero shortens every vector a little.

Part: a

You divide by the length plus a small number. At ordinary lengths nobody sees it; where all lengths are
small, the number is no longer small beside them and the result is visibly shorter than max_norm. No
guard is needed: where the quotient is used at all, the length exceeds a positive limit.

Next: call it with a vector of length 1e-3 and max_norm = 1e-4, and print the length of the result.
"""

import numpy as np


def clip_by_norm(u, max_norm):
    if max_norm <= 0:
        raise ValueError(f"max_norm is {max_norm}")
    norm = np.linalg.norm(u)
    return u * min(1.0, max_norm / (norm + 1e-6))
