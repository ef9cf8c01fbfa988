"""The arithmetic of ZeRO: the published figures, what the stages divide, and the limits of the savings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt.memory import (
    ADAM_FLOAT32,
    ADAM_MIXED,
    GIGABYTE,
    SGD_FLOAT32,
    BytesPerParameter,
    bytes_per_device,
    largest_model,
)

costs = st.builds(BytesPerParameter, *[st.floats(0.5, 16)] * 3)


@pytest.mark.parametrize(
    ("costs", "devices", "expected"),
    [
        (ADAM_MIXED, 64, (112, 29.3, 15.5, 1.75)),
        (ADAM_MIXED, 8, (112, 38.5, 26.25, 14)),
        (ADAM_FLOAT32, 64, (112, 56.9, 29.3, 1.75)),
    ],
)
def test_seven_billion_parameters(costs, devices, expected):
    found = [bytes_per_device(7e9, devices, stage, costs) / GIGABYTE for stage in range(4)]
    assert found == pytest.approx(expected, abs=0.06)


def test_figure_1_of_the_paper():
    # 7.5 billion parameters on 64 devices: 120, 31.4, 16.6, 1.9 GB.
    found = [bytes_per_device(7.5e9, 64, stage) / GIGABYTE for stage in range(4)]
    assert found == pytest.approx((120, 31.4, 16.6, 1.9), abs=0.05)


@given(costs, st.integers(1, 1000))
def test_each_stage_saves_what_it_divides_and_no_more(costs, devices):
    held = [bytes_per_device(1, devices, stage, costs) for stage in range(4)]
    parts = (costs.state, costs.gradient, costs.weight)
    for before, after, part in zip(held, held[1:], parts, strict=False):
        assert before - after == pytest.approx(part * (1 - 1 / devices), abs=1e-12)
    assert held[0] == pytest.approx(costs.total) and held[3] == pytest.approx(costs.total / devices)


def test_stages_1_and_2_save_at_most_4_and_8_times_in_mixed_precision_and_less_in_float32():
    many = 10**9
    mixed = [16 / bytes_per_device(1, many, stage) for stage in (1, 2)]
    single = [16 / bytes_per_device(1, many, stage, ADAM_FLOAT32) for stage in (1, 2)]
    assert mixed == pytest.approx([4, 8]) and single == pytest.approx([2, 4])


def test_where_it_is_the_right_means_and_where_it_is_not():
    # 7B with Adam on 8 devices of 80 GB: plain data parallel does not fit, however many devices.
    assert bytes_per_device(7e9, 1000, 0) > 80 * GIGABYTE > bytes_per_device(7e9, 8, 1)
    # An optimiser without state leaves stage 1 nothing to divide; on one device no stage does anything.
    assert bytes_per_device(1e9, 64, 1, SGD_FLOAT32) == bytes_per_device(1e9, 64, 0, SGD_FLOAT32)
    assert len({bytes_per_device(1e9, 1, stage) for stage in range(4)}) == 1


@given(st.floats(1, 1e12), st.integers(1, 100), st.sampled_from([0, 1, 2, 3]))
def test_the_largest_model_fills_the_memory(memory, devices, stage):
    fits = largest_model(memory, devices, stage)
    assert bytes_per_device(fits, devices, stage) == pytest.approx(memory)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: bytes_per_device(-1), "parameters"),
        (lambda: bytes_per_device(1, devices=0), "devices"),
        (lambda: bytes_per_device(1, stage=4), "stage"),
        (lambda: largest_model(-1), "memory"),
        (lambda: BytesPerParameter(2, float("nan"), 8), "gradient"),
    ],
)
def test_arguments_that_mean_nothing_are_named(call, name):
    with pytest.raises(ValueError, match=f"^{name} is "):
        call()
