"""When two answers' replies count as the same."""

import numpy as np

RTOL = 1e-6  # two answers that do the same arithmetic in another order agree far better than this
NOISE = 1e-8  # of the largest entry of an array: entries below it are what rounding and differences left over


class Points:
    """The different points at which a call asked its oracles: an answer's footprint.

    Two answers may return the same number for different reasons; they seldom look at the same places.
    The order and the repetitions are a matter of style and do not count.
    """

    MOST = 400  # points that are compared

    def __init__(self, points: list[np.ndarray]):
        unique = {point.tobytes(): point for point in points}
        self.points = np.array(list(unique.values())[: self.MOST])

    def same(self, other: "Points") -> bool:
        """Say whether every point of either lies at one of the other's, up to rounding."""
        if self.points.shape != other.points.shape:
            return False
        if not self.points.size:
            return True
        with np.errstate(all="ignore"):
            gaps = np.abs(self.points[:, None] - other.points[None]).max(axis=-1)
            close = gaps <= RTOL * (1e-12 + np.abs(self.points).max(axis=-1))[:, None]
        return bool(close.any(axis=0).all() and close.any(axis=1).all())


def alike(a, b) -> bool:
    """Say whether two plain values agree in type and shape, and in their numbers up to rounding."""
    if type(a) is not type(b) and not (_number(a) and _number(b)):
        return False
    if isinstance(a, Points):
        return a.same(b)
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, np.ndarray) or _number(a):
        x, y = np.asarray(a), np.asarray(b)
        if x.shape != y.shape or x.dtype.kind != y.dtype.kind:
            return False
        with np.errstate(all="ignore"):
            return bool(np.allclose(x, y, rtol=RTOL, atol=NOISE * _size(y), equal_nan=True))
    return a == b


def _size(array) -> float:
    """Return the largest finite magnitude of an array, 0 for a number by itself."""
    finite = np.abs(array[np.isfinite(array)]) if array.ndim and array.dtype.kind in "fc" else ()
    return float(np.max(finite, initial=0.0))


def _number(value) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
