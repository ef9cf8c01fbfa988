"""Gradients in float16: NumPy's own rounding agrees with the zones, and the staircase obeys its rules."""

import numpy as np
import pytest

from numopt.plot import half_precision


@pytest.mark.parametrize("power", [0, 8, 16, 32])
def test_the_shares_are_those_of_numpy(power):
    sizes = half_precision.gradient_sizes()
    with np.errstate(over="ignore"):
        kept = np.ldexp(sizes, power).astype(np.float16)
    tiny = np.finfo(np.float16).tiny
    found = half_precision.shares(sizes, power)
    assert found["zero"] == np.mean(kept == 0)
    assert found["subnormal"] == np.mean((kept > 0) & (kept < tiny))
    assert found["inf"] == np.mean(np.isinf(kept))
    assert sum(found.values()) == pytest.approx(1)


def test_without_a_scale_half_of_the_gradients_are_lost_and_some_scale_saves_nearly_all():
    sizes = half_precision.gradient_sizes()
    assert 0.4 < half_precision.shares(sizes, 0)["zero"] < 0.6
    saved = half_precision.shares(sizes, 16)
    assert saved["zero"] < 0.001 and saved["inf"] == 0
    assert half_precision.shares(sizes, 32)["inf"] > 0.005


def test_the_scale_halves_exactly_where_it_was_too_large_and_doubles_after_the_interval():
    scales, skipped, highest = half_precision.scaled_training(20)
    assert skipped
    ratios = scales[1:] / scales[:-1]
    assert set(np.unique(ratios)) <= {0.5, 1.0, 2.0}
    assert np.array_equal(np.flatnonzero(ratios == 0.5), skipped)
    # 65504 (1 + 2^-12) is what still rounds to a finite number.
    assert np.array_equal(np.flatnonzero(scales[:-1] > highest * (1 + 2**-12)), skipped)
    changes = np.flatnonzero(ratios != 1)
    grown = [k for k in changes if ratios[k] == 2]
    before = {k: max([c for c in changes if c < k], default=-1) for k in grown}
    assert all(k - before[k] == 20 for k in grown)


def test_a_longer_interval_skips_less():
    counts = [len(half_precision.scaled_training(interval)[1]) for interval in (5, 20, 100)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]


def test_the_pictures_are_small_and_say_what_they_show():
    pictures = (
        half_precision.picture(10),
        half_precision.small_multiple(),
        half_precision.staircase(20),
        half_precision.staircases(),
    )
    for picture in pictures:
        assert len(picture.png) < 60_000 and ("lost to zero" in picture.alt or "skips" in picture.alt)
