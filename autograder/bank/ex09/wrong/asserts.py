"""A bad limit is caught by an assertion.

Part: a

For a max_norm that is not positive you raise AssertionError. Assertions guard against mistakes of your
own and vanish when Python runs with -O; a caller who passed a wrong value should meet an error that says
so in its type and names the value.

Next: which exception does Python itself raise for math.sqrt(-1)?
"""

import numpy as np


def clip_by_norm(u, max_norm):
    assert max_norm > 0, f"max_norm is {max_norm}"
    norm = np.linalg.norm(u)
    return u * (max_norm / norm) if norm > max_norm else u
