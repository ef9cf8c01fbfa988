"""Few bits: rounding is what casts do, scaling keeps what rounding would lose, sums stagnate or not."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import precision
from numopt.precision import (
    BFLOAT16,
    FLOAT16,
    FLOAT32,
    DynamicLossScaler,
    accumulate,
    fate,
    kahan_sum,
    rounded,
)

SINGLE = st.floats(width=32)
NEAR_EDGES = st.builds(
    lambda edge, ulps, sign: sign * edge * (1 + ulps * 2.0**-40),
    st.sampled_from([2.0**-25, 2.0**-24, 1.5 * 2.0**-24, 2.0**-14 - 2.0**-25, 2.0**-14, 65504.0, 65520.0]),
    st.integers(-3, 3),
    st.sampled_from([-1, 1]),
)


@given(st.one_of(st.floats(), SINGLE, NEAR_EDGES))
def test_rounding_to_float16_and_float32_is_the_cast(value):
    with np.errstate(all="ignore"):
        for format, dtype in ((FLOAT16, np.float16), (FLOAT32, np.float32)):
            assert np.array_equal(rounded(value, format), dtype(value), equal_nan=True)


@given(SINGLE)
def test_rounding_to_bfloat16_drops_half_the_bits_of_a_float32(value):
    bits = int(np.float32(value).view(np.uint32))
    if math.isnan(value):
        assert math.isnan(rounded(value, BFLOAT16))
        return
    kept = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000  # ties to even
    assert rounded(value, BFLOAT16) == np.uint32(kept).view(np.float32)


@pytest.mark.parametrize(("format", "dtype"), [(FLOAT16, np.float16), (FLOAT32, np.float32)])
def test_the_limits_of_a_format(format, dtype):
    info = np.finfo(dtype)
    assert format.largest == info.max
    assert format.smallest_normal == info.smallest_normal
    assert format.smallest_subnormal == info.smallest_subnormal
    assert format.unit_roundoff == info.eps / 2


def test_rounding_keeps_the_shape():
    assert rounded(np.ones((2, 3))).shape == (2, 3)
    assert rounded(3e-5).shape == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "zero"),
        (1e-8, "zero"),
        (2.0**-25, "zero"),
        (2.0**-25 * (1 + 2.0**-50), "subnormal"),
        (3e-5, "subnormal"),
        (np.nextafter(2.0**-14 - 2.0**-25, 0), "subnormal"),
        (2.0**-14 - 2.0**-25, "normal"),
        (2.0**-14, "normal"),
        (65519.0, "normal"),
        (65520.0, "inf"),
        (math.inf, "inf"),
    ],
)
def test_the_fate_in_float16_is_that_of_the_rounded_number(value, expected):
    assert fate(value) == fate(-value) == expected


def test_bfloat16_reaches_as_far_as_float32():
    assert {fate(v, BFLOAT16) for v in (1e-8, 1e-37, 65520.0, 1e38)} == {"normal"}
    assert fate(1e-39, BFLOAT16) == "subnormal"


def test_nan_has_no_fate():
    with pytest.raises(ValueError, match="nan"):
        fate(math.nan)


@given(st.floats(2.0**-14, 65504.0), st.integers(0, 24), st.sampled_from([-1.0, 1.0]))
def test_scaling_keeps_the_relative_error_of_a_normal_number(scaled, exponent, sign):
    grad = np.array([sign * scaled / 2.0**exponent], dtype=np.float32)
    out = precision.through_float16(grad, 2.0**exponent)
    assert out.dtype == np.float32
    assert abs(out[0] - grad[0]) <= FLOAT16.unit_roundoff * abs(grad[0])


def test_overflow_stays_infinite_and_underflow_is_zero():
    out = precision.through_float16(np.array([2.0, -2.0, 1e-8, 0.0]), 2.0**15)
    assert np.array_equal(np.isinf(out), [True, True, False, False]) and out[1] < 0 < out[2]
    assert precision.through_float16(np.array([1e-8]), 1.0) == 0


def steps(scaler, pattern: str) -> list[float]:
    """Return the scale after each step of a pattern of good (g) and bad (b) ones."""
    scales = []
    for letter in pattern:
        grads = [np.ones(2), np.full((2, 2), 1.0 if letter == "g" else np.nan)]
        assert scaler.step(grads) == (letter == "g")
        scales.append(scaler.scale)
    return scales


def test_the_scale_grows_after_good_steps_in_a_row_and_backs_off_after_a_bad_one():
    scaler = DynamicLossScaler(init_scale=8.0, growth_interval=3)
    assert steps(scaler, "gggggbggggb") == [8, 8, 16, 16, 16, 8, 8, 8, 16, 16, 8]


def test_the_factors_are_the_callers():
    scaler = DynamicLossScaler(8.0, 1, growth_factor=3.0, backoff_factor=0.25)
    assert steps(scaler, "gbb") == [24.0, 6.0, 1.5]


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_one_bad_entry_anywhere_is_enough(bad):
    for place in range(6):
        grads = [np.ones(2, np.float16), np.ones((2, 2), np.float16)]
        (grads[0] if place < 2 else grads[1].ravel())[place % 2 if place < 2 else place - 2] = bad
        assert not DynamicLossScaler().step(grads)
    assert not DynamicLossScaler().step(np.array([1.0, bad]))


def test_large_finite_entries_are_good_although_their_sum_overflows():
    assert DynamicLossScaler().step(np.full(9, 65504.0, np.float16))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_running_sum_is_rounded_after_each_addition(dtype):
    values = np.random.default_rng(0).uniform(-1, 1, 500).astype(dtype)
    for total in (accumulate(values, dtype), kahan_sum(values, dtype)):
        assert type(total) is dtype
    assert accumulate(values, dtype) == np.cumsum(values, dtype=dtype)[-1]


def test_ones_stop_counting_in_float16_at_2048():
    assert accumulate([1.0] * 5000, np.float16) == 2048
    assert accumulate([1.0] * 5000, np.float32) == 5000


@given(st.lists(st.floats(0.0625, 1, width=16), min_size=1, max_size=400))
def test_the_compensated_sum_is_good_to_two_roundings(values):
    # Higham 2002, (4.8): |error| <= (2u + O(n u^2)) sum |x|.
    u = FLOAT16.unit_roundoff
    exact = math.fsum(values)
    assert abs(float(kahan_sum(values, np.float16)) - exact) <= (2 * u + 2 * len(values) * u**2) * exact


def test_an_empty_sum_is_zero():
    assert accumulate([], np.float32) == kahan_sum([], np.float32) == 0
