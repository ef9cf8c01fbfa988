"""Arithmetic in few bits: what rounding does to a number, and how training lives with it.

    a number of the format:   m 2^(e - p + 1),   |m| < 2^p,   emin <= e <= emax
    rounding:                 round(x) = x (1 + delta),   |delta| <= u = 2^-p   (x in the normal range)
    loss scaling:             g  ~  round(S g) / S
    sums of n numbers:        |computed - exact| <= bound sum |x_i|, where the bound is
                              gamma(n - 1) one after the other, gamma(log2 n) in pairs,
                              2u + O(n u^2) compensated;   gamma(n) = n u / (1 - n u)

IEEE 754-2019, section 3.3; Higham (2002), chapters 2 and 4; Kalamkar et al. (2019) for bfloat16;
Micikevicius et al. (2018) for loss scaling; Kahan (1965) for the compensated sum.  Wherever a sum takes a
``dtype``, a Format will do as well: ``accumulate(values, BFLOAT16)``.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Format:
    """A binary floating-point format: ``bits`` of significand, the hidden one too; exponents emin to emax.

    Called with a number it rounds it, as NumPy's scalar types do: BFLOAT16(0.1) is 0.10009765625.
    """

    name: str
    bits: int
    emin: int
    emax: int

    @property
    def unit_roundoff(self) -> float:
        """The largest relative error of rounding a number to a normal one."""
        return 2.0**-self.bits

    @property
    def smallest_normal(self) -> float:
        """The smallest positive number with all ``bits`` of significand."""
        return 2.0**self.emin

    @property
    def smallest_subnormal(self) -> float:
        """The smallest positive number, which has one bit left."""
        return 2.0 ** (self.emin - self.bits + 1)

    @property
    def largest(self) -> float:
        """The largest finite number."""
        return 2.0**self.emax * (2 - 2.0 ** (1 - self.bits))

    def __call__(self, value: float) -> np.float64:
        """Return the number of the format nearest to ``value``, a float64 that holds it exactly.

        A sum of two such numbers, taken in float64 and then rounded, is the sum rounded once, because
        53 >= 2 bits + 2 (Figueroa 1995).
        """
        return rounded(value, self)[()]


FLOAT16 = Format("float16", 11, -14, 15)
BFLOAT16 = Format("bfloat16", 8, -126, 127)
FLOAT32 = Format("float32", 24, -126, 127)


def rounded(values, to: Format = FLOAT16) -> np.ndarray:
    """Return the numbers of the format nearest to ``values``, float64 of the same shape; ties go to even.

    What rounds beyond the largest number becomes infinite; NaN stays NaN.
    """
    values = np.asarray(values, dtype=float)
    _, exponent = np.frexp(values)  # |values| lies in [2^(exponent - 1), 2^exponent)
    spacing = np.ldexp(1.0, np.maximum(exponent - 1, to.emin) - to.bits + 1)
    with np.errstate(invalid="ignore"):
        nearest = np.rint(values / spacing) * spacing
    return np.where(np.abs(nearest) > to.largest, np.copysign(np.inf, values), nearest)


def fate(value: float, to: Format = FLOAT16) -> str:
    """Return "normal", "subnormal", "zero" or "inf": what ``value`` is once it is rounded to the format.

    ValueError for NaN.
    """
    if math.isnan(value):
        raise ValueError("the value is nan, which has no fate in any format")
    size = abs(float(rounded(value, to)))
    if size == 0:
        return "zero"
    if math.isinf(size):
        return "inf"
    return "subnormal" if size < to.smallest_normal else "normal"


def through_float16(grad: np.ndarray, scale: float) -> np.ndarray:
    """Return a gradient that went through float16 at ``scale``: float32, of the same shape.

    The scale is put on and taken off in float32, since 2^16 is infinite in float16, and 1e-8 is zero.
    What overflows stays infinite.
    """
    scale = np.float32(scale)
    with np.errstate(over="ignore"):
        narrow = (np.asarray(grad, dtype=np.float32) * scale).astype(np.float16)
    return narrow.astype(np.float32) / scale


class DynamicLossScaler:
    """Keeps the loss scale as large as the gradients permit (Micikevicius et al. 2018, section 3.2).

    ``scale`` is multiplied by ``backoff_factor`` after a step with an infinite or NaN entry, and by
    ``growth_factor`` after ``growth_interval`` good steps in a row.  ValueError where the first scale is not
    positive and finite, or the interval is below 1.
    """

    def __init__(
        self,
        init_scale: float = 2.0**15,
        growth_interval: int = 2000,
        growth_factor: float = 2.0,
        backoff_factor: float = 0.5,
    ):
        if not 0 < init_scale < math.inf:
            raise ValueError(f"init_scale is {init_scale}; it must be positive and finite")
        if growth_interval < 1:
            raise ValueError(f"growth_interval is {growth_interval}; it must be at least 1")
        self.scale = float(init_scale)
        self.growth_interval = growth_interval
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.good_steps = 0

    def step(self, scaled_grads) -> bool:
        """Return whether the step may be taken: every entry of one array, or list of arrays, is finite."""
        arrays = [scaled_grads] if isinstance(scaled_grads, np.ndarray) else scaled_grads
        finite = all(bool(np.isfinite(array).all()) for array in arrays)
        self.good_steps = self.good_steps + 1 if finite else 0
        if not finite:
            self.scale *= self.backoff_factor
        elif self.good_steps == self.growth_interval:
            self.scale *= self.growth_factor
            self.good_steps = 0
        return finite


def gamma(n: int, u: float) -> float:
    """Return n u / (1 - n u), the bound on the relative error of n roundings (Higham 2002, lemma 3.1).

    ValueError where n u >= 1: then there is no bound.
    """
    if n * u >= 1:
        raise ValueError(f"n u is {n * u}; it must be below 1")
    return n * u / (1 - n * u)


def accumulate(values: Iterable[float], dtype=np.float16) -> np.floating:
    """Return the running sum of ``values``, rounded to ``dtype`` after each addition; a scalar of it.

    The error is at most gamma(n - 1) sum |x_i|, and can be as large: the sum stagnates where a term below
    half the spacing at the sum changes nothing (Higham 2002, section 4.2).
    """
    total = dtype(0)
    with np.errstate(over="ignore", invalid="ignore"):
        for value in values:
            total = dtype(total + dtype(value))
    return total


def pairwise_sum(values: Iterable[float], dtype=np.float16) -> np.floating:
    """Return the sum of ``values`` in ``dtype``, each half summed first; a scalar of it.

    A term takes part in log2(n) additions instead of n: the error is at most gamma(ceil(log2 n)) sum |x_i|
    (Higham 2002, section 4.2).  NumPy sums so, in blocks.
    """
    values = list(values)
    if len(values) < 2:
        return accumulate(values, dtype)
    half = len(values) // 2
    with np.errstate(over="ignore", invalid="ignore"):
        return dtype(pairwise_sum(values[:half], dtype) + pairwise_sum(values[half:], dtype))


def kahan_sum(values: Iterable[float], dtype=np.float16) -> np.floating:
    """Return the compensated sum of ``values`` in ``dtype``; a scalar of it (Higham 2002, algorithm 4.2).

    Each addition's rounding error is computed, in the same dtype, and put to the next term.  The error is
    at most (2u + O(n u^2)) sum |x_i|, which does not grow with n as long as n u < 1 (Higham 2002, (4.8)).
    """
    total = error = dtype(0)
    with np.errstate(over="ignore", invalid="ignore"):
        for value in values:
            term = dtype(dtype(value) + error)
            before, total = total, dtype(total + term)
            error = dtype(dtype(before - total) + term)
    return total
