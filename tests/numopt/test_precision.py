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
    gamma,
    kahan_sum,
    pairwise_sum,
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


@pytest.mark.parametrize("setting", [{"init_scale": 0.0}, {"init_scale": math.nan}, {"growth_interval": 0}])
def test_settings_without_a_meaning_are_named(setting):
    (name,) = setting
    with pytest.raises(ValueError, match=f"^{name} is "):
        DynamicLossScaler(**setting)


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_one_bad_entry_anywhere_is_enough(bad):
    for place in range(6):
        grads = [np.ones(2, np.float16), np.ones((2, 2), np.float16)]
        (grads[0] if place < 2 else grads[1].ravel())[place % 2 if place < 2 else place - 2] = bad
        assert not DynamicLossScaler().step(grads)
    assert not DynamicLossScaler().step(np.array([1.0, bad]))


def test_large_finite_entries_are_good_although_their_sum_overflows():
    assert DynamicLossScaler().step(np.full(9, 65504.0, np.float16))


# Sums ---------------------------------------------------------------------------------------------

ROUNDOFFS = {
    np.float16: FLOAT16.unit_roundoff,
    np.float32: FLOAT32.unit_roundoff,
    BFLOAT16: BFLOAT16.unit_roundoff,
}
SUMS = (accumulate, pairwise_sum, kahan_sum)
# Both signs, so that sums cancel; exact in float16, and in bfloat16 after rounding.
TERMS = st.lists(st.floats(-1, 1, width=16), min_size=1, max_size=200)


def relative_error(total, values) -> float:
    """Return |total - exact| / sum |x_i|, the exact sum taken without rounding; 0 for 0 / 0."""
    size = math.fsum(abs(v) for v in values)
    return abs(math.fsum([float(total), *(-v for v in values)])) / size if size else 0.0


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_running_sum_is_rounded_after_each_addition(dtype):
    values = np.random.default_rng(0).uniform(-1, 1, 500).astype(dtype)
    for summed in SUMS:
        assert type(summed(values, dtype)) is dtype
    assert accumulate(values, dtype) == np.cumsum(values, dtype=dtype)[-1]


@given(TERMS)
def test_a_format_sums_as_the_dtype_does(values):
    for summed in SUMS:
        for format, dtype in ((FLOAT16, np.float16), (FLOAT32, np.float32)):
            assert summed(values, format) == summed(values, dtype)


@pytest.mark.parametrize("dtype", ROUNDOFFS, ids=["float16", "float32", "bfloat16"])
@given(TERMS)
def test_the_sums_keep_the_bounds_of_higham(dtype, values):
    u, values = ROUNDOFFS[dtype], [float(dtype(v)) for v in values]
    n = len(values)
    assert relative_error(accumulate(values, dtype), values) <= gamma(n - 1, u)
    assert relative_error(pairwise_sum(values, dtype), values) <= gamma(math.ceil(math.log2(n)), u)
    if n * u < 0.1:  # where the O(n u^2) of (4.8) is small; Higham's text gives no constant, 2 is roomy
        assert relative_error(kahan_sum(values, dtype), values) <= 2 * u + 2 * n * u**2


def test_the_bound_of_the_running_sum_is_reached_to_a_factor_and_the_other_sums_do_not_come_near_it():
    # After 1 each term is half a spacing, and half a spacing goes to even: nothing is added any more.
    u, n = FLOAT16.unit_roundoff, 1025
    values = [1.0] + [u] * (n - 1)
    assert relative_error(accumulate(values), values) > gamma(n - 1, u) / 4
    assert relative_error(pairwise_sum(values), values) <= 2 * u
    assert relative_error(kahan_sum(values), values) <= 2 * u


def test_terms_of_float16_are_summed_in_float32_with_the_error_of_float32():
    values = np.random.default_rng(1).uniform(0.5, 1, 4000).astype(np.float16).astype(float)
    assert relative_error(accumulate(values, np.float16), values) > 0.1  # stagnated
    assert relative_error(accumulate(values, np.float32), values) <= gamma(3999, FLOAT32.unit_roundoff)


def test_ones_stop_counting_in_float16_at_2048():
    assert accumulate([1.0] * 5000, np.float16) == 2048
    assert accumulate([1.0] * 5000, np.float32) == pairwise_sum([1.0] * 5000, np.float32) == 5000
    assert accumulate([1.0] * 5000, BFLOAT16) == 256


@pytest.mark.parametrize("summed", SUMS)
def test_an_empty_sum_is_zero(summed):
    assert summed([], np.float32) == 0


@pytest.mark.parametrize("summed", SUMS)
def test_a_generator_can_be_summed_and_what_overflows_is_not_finite(summed):
    assert summed(v for v in (0.5, 0.25)) == 0.75
    assert not np.isfinite(summed([60000.0] * 3))


def test_there_is_no_bound_where_n_u_reaches_one():
    assert gamma(0, 0.5) == 0 and gamma(1, 0.25) == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="n u is 1.0"):
        gamma(2048, FLOAT16.unit_roundoff)
