"""What a check may expect of a value; each expectation either holds or raises Failed.

The order in which a value is looked at is the order in which a learner can act on it: type,
shape, dtype, then the numbers.
"""

import numpy as np


class Failed(Exception):
    """An expectation that does not hold: what was measured, in words for the learner.

    ``kind`` tells apart what has to be told apart later: value, type, missing, unanswered, error,
    stopped, timed out, crashed, delegated.
    """

    def __init__(self, measured: str, kind: str = "value", trace: str = ""):
        super().__init__(measured)
        self.measured = measured
        self.kind = kind
        self.trace = trace


def that(condition, measured: str) -> None:
    """Hold where ``condition`` is true; otherwise ``measured`` says what was found."""
    if not condition:
        raise Failed(measured)


def number(value, what: str) -> float:
    """Return ``value`` as a float; Failed where it is not one real number."""
    if isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "fi":
        value = value[()]
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating, np.integer)):
        raise Failed(f"{what} is {kind_of(value)}; one real number (a float) is expected.", "type")
    try:
        return float(value)
    except OverflowError:
        raise Failed(f"{what} is an integer too large to be a float.", "type") from None


def boolean(value, what: str) -> bool:
    """Return ``value`` as a bool; Failed where it is not True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise Failed(f"{what} is {kind_of(value)}; True or False is expected.", "type")
    return bool(value)


def array(value, shape: tuple, what: str, dtype=None) -> np.ndarray:
    """Return ``value``, an array of floats of this shape (and dtype); Failed where it is something else."""
    if not isinstance(value, np.ndarray):
        raise Failed(f"{what} is {kind_of(value)}; an array of shape {shape} is expected.", "type")
    if value.shape != shape:
        raise Failed(f"{what} has shape {value.shape}; the shape {shape} is expected.", "type")
    if value.dtype.kind != "f":
        raise Failed(f"{what} has dtype {value.dtype}; floating-point numbers are expected.", "type")
    if dtype is not None and value.dtype != dtype:
        raise Failed(f"{what} has dtype {value.dtype}; {np.dtype(dtype)} is expected.", "type")
    return value


def entries(value, length: int, what: str) -> tuple:
    """Return ``value``, a tuple (or list) of this length; Failed where it is something else."""
    if not isinstance(value, (tuple, list)):
        raise Failed(f"{what} is {kind_of(value)}; a tuple of {length} is expected.", "type")
    if len(value) != length:
        raise Failed(f"{what} has {len(value)} entries; {length} are expected.", "type")
    return tuple(value)


def at_most(value: float, bound: float, what: str, bound_is: str) -> None:
    """Hold where ``value <= bound``; a NaN never holds."""
    if not value <= bound:
        raise Failed(f"{what} is {show(value)}, but {bound_is} is {show(bound)}.")


def close(value, expected, what: str, rtol: float, atol: float = 0.0) -> None:
    """Hold where all entries agree within ``atol + rtol |expected|``; NaN agrees with NaN."""
    value, expected = np.asarray(value, float), np.asarray(expected, float)
    with np.errstate(all="ignore"):
        right = np.isclose(value, expected, rtol=rtol, atol=atol, equal_nan=True)
    if right.all():
        return
    if value.ndim == 0:
        raise Failed(f"{what} is {show(value)}; {show(expected)} is expected.")
    first = int(np.flatnonzero(~right.ravel())[0])
    found, wanted = value.ravel()[first], expected.ravel()[first]
    raise Failed(f"{what} has {show(found)} at index {first}; {show(wanted)} is expected there.")


def kind_of(value) -> str:
    """Return in words what sort of thing ``value`` is."""
    if value is None:
        return "None (is a return missing?)"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    return f"of type {type(value).__name__}"


def show(value) -> str:
    """Return a number or a short array with five significant digits."""
    if isinstance(value, np.ndarray) and value.ndim:
        flat = ", ".join(f"{v:.5g}" for v in value.ravel()[:4])
        return f"({flat}{', ...' if value.size > 4 else ''})"
    if isinstance(value, (bool, str)) or value is None:
        return str(value)
    if isinstance(value, int) and abs(value) > 10**300:
        return "an integer of more than 300 digits"
    return f"{float(value):.5g}"
