"""A bowl that turns: what Adam and diagonal Newton lose, and Newton's method does not."""

import numpy as np
import pytest

from numopt.plot import rotation


def test_newton_takes_one_step_at_every_angle():
    assert [rotation.steps(float(angle))["Newton"] for angle in (0, 10, 30, 45)] == [1, 1, 1, 1]


def test_along_the_axes_diagonal_newton_is_newton_and_adam_is_fast():
    counts = rotation.steps(0.0)
    assert counts["diagonal Newton"] == 1 and counts["Adam"] < 200


@pytest.mark.parametrize("name", ["Adam", "diagonal Newton"])
def test_the_others_slow_down_with_the_angle(name):
    counts = [rotation.steps(float(angle))[name] for angle in (0, 10, 30, 45)]
    assert counts == sorted(counts) and counts[-1] > 20 * counts[0]


def test_gradient_descent_does_not_notice_the_angle():
    counts = [rotation.steps(float(angle))["gradient descent"] for angle in (0, 10, 45)]
    assert max(counts) - min(counts) <= 2


def test_a_path_ends_with_the_first_point_below_the_target():
    bowl, _ = rotation.turned_bowl(30.0)
    for points in rotation.paths(30.0).values():
        values = np.array([bowl.f(x) for x in points])
        assert values[-1] < rotation.TARGET <= values[:-1].min()


def test_the_pictures_are_small_and_say_what_they_show():
    for picture in (rotation.small_multiple(), rotation.picture(20.0)):
        assert len(picture.png) < 60_000 and "Only Newton's method" in picture.alt
