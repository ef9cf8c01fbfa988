"""Every number of the notes is the one that the library computes."""

from pathlib import Path

import numpy as np
import pytest

from autograder.authoring import numbers
from numopt import adaptive

ROOT = Path(__file__).parents[2]
CHAPTERS = numbers.chapters(ROOT)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_numbers_of_a_chapter_are_those_that_its_code_computes(chapter):
    text, values = chapter.read_text(), numbers.values_of(chapter)
    assert numbers.fill(text, values) == text, "make build writes the numbers anew"
    assert numbers.names_in(text) == set(values), "a value that no sentence uses, or the converse"


def test_a_number_that_is_wrong_is_noticed():
    assert numbers.fill("it is 0.97<!--rate-->.", {"rate": "0.96"}) == "it is 0.96<!--rate-->."


def test_a_name_without_a_value_is_an_error():
    with pytest.raises(KeyError, match="rate"):
        numbers.fill("it is 0.97<!--rate-->.", {})


def test_half_the_coordinates_on_each_of_two_processes_is_the_same_adam():
    """What problem 10 says of sharded optimiser states."""
    rule, rng = adaptive.Adam(0.1), np.random.default_rng(0)
    curvatures, x0 = rng.uniform(1, 10, 6), rng.standard_normal(6)
    whole = adaptive.follow(rule, lambda x: curvatures * x, x0, 50)
    for half in (slice(0, 3), slice(3, 6)):
        part = adaptive.follow(rule, lambda x, half=half: curvatures[half] * x, x0[half], 50)
        assert np.array_equal(part, whole[:, half])
