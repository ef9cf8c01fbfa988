"""Clipped steps: the two-cycle exists exactly from 2 / L on, and a radius that adapts ends it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt.plot import clipping

LIMIT = 2 / clipping.STEEP
lengths = st.floats(0.05, 5)


@given(factor=st.floats(1.0, 10.0), c=lengths)
def test_from_two_over_l_on_half_the_limit_is_sent_to_its_mirror_image_and_back(factor, c):
    there = clipping.next_point(c / 2, factor * LIMIT * (1 + 1e-12), c)
    assert there == pytest.approx(-c / 2)
    assert clipping.next_point(there, factor * LIMIT * (1 + 1e-12), c) == pytest.approx(c / 2)


@given(factor=st.floats(0.05, 0.99), c=lengths, x=st.floats(-20, 20))
def test_below_two_over_l_every_step_leads_nearer(factor, c, x):
    there = clipping.next_point(x, factor * LIMIT, c)
    assert abs(there) < abs(x) or x == 0


@pytest.mark.parametrize(("lr", "jump"), [(0.015, 0.0), (0.019, 0.0), (0.021, 0.5), (0.05, 0.5)])
def test_the_path_on_the_bowl_ends_so(lr, jump):
    assert clipping.cycle(lr, 0.5) == pytest.approx(jump, abs=1e-6)


@pytest.mark.parametrize("lr", [0.015, 0.025, 0.05])
def test_the_trust_region_converges_at_every_rate(lr):
    found = clipping.values(lr, 0.5, steps=200)
    assert found["trust region"][-1] < 1e-10 and np.all(np.diff(found["trust region"]) <= 0)
    if lr > LIMIT:
        assert not found["no limit"][-1] < 1e9 and found["clipped"][-50:].min() > 0.1
        assert found["radius"][-1] < 1e-3


def test_norms_keep_the_direction_and_entries_do_not():
    g = np.array([[3.0, 0.2], [-2.0, 1.5]])
    assert clipping.turned(g, 0.1 * g) == 0
    assert clipping.turned(g, np.clip(g, -1, 1)) > 5


def test_the_pictures_are_small_and_say_what_they_show():
    for picture in (clipping.small_multiple(), clipping.picture(0.03, 0.5), clipping.angles()):
        assert len(picture.png) < 60_000
    assert "for ever" in clipping.picture(0.03, 0.5).alt and "converges" in clipping.picture(0.01, 0.5).alt
