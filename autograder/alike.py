"""When two answers' replies count as the same."""

import numpy as np

RTOL = 1e-6  # two answers that do the same arithmetic in another order agree far better than this


def alike(a, b) -> bool:
    """Say whether two plain values agree in type and shape, and in their numbers up to rounding."""
    if type(a) is not type(b) and not (_number(a) and _number(b)):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, np.ndarray) or _number(a):
        x, y = np.asarray(a), np.asarray(b)
        if x.shape != y.shape or x.dtype.kind != y.dtype.kind:
            return False
        with np.errstate(all="ignore"):
            return bool(np.allclose(x, y, rtol=RTOL, atol=0.0, equal_nan=True))
    return a == b


def _number(value) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
