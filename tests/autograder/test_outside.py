"""Answers that were written after the checks, by their contract alone: what the checks make of strangers.

Right ones get full marks; wrong ones lose marks in their part and in no other, and none is told of a
mistake that it did not make.
"""

import importlib

import pytest

from autograder import exercise, verify
from autograder.examine import examine

SEEDS = (0, 1)
FILES = {id: importlib.import_module(f"tests.autograder.outside.{id}") for id in exercise.ids()}
RIGHT = [(id, name) for id, file in FILES.items() for name in file.RIGHT]
WRONG = [(id, name) for id, file in FILES.items() for name in file.WRONG]
# One check of three names the mistake of a neighbour, in which f(x) also takes the place of the slope.
ALSO = {("ex01", "step_not_scaled_value"): {"decrease_relative_to_f"}}


def outcomes(id, source, seed):
    known = exercise.load(id)
    session = verify.session(f"{verify.model_source(id)}\n\n{source}", known)
    return examine(known, session, seed).outcomes


@pytest.mark.parametrize(("id", "name"), RIGHT)
def test_a_right_answer_gets_full_marks(id, name, capsys):
    for seed in SEEDS:
        assert {o.status for o in outcomes(id, FILES[id].RIGHT[name], seed)} == {"passed"}


@pytest.mark.parametrize(("id", "name"), WRONG)
def test_a_wrong_answer_loses_its_part_and_is_not_misled(id, name):
    part, fitting, source = FILES[id].WRONG[name]
    for seed in SEEDS:
        failed = [o for o in outcomes(id, source, seed) if o.status == "failed"]
        assert {o.part for o in failed} == {part}
        assert {o.diagnosis for o in failed} <= {fitting or None, None} | ALSO.get((id, name), set())


def test_half_of_the_wrong_answers_have_a_fitting_diagnosis():
    fitting = [FILES[id].WRONG[name][1] for id, name in WRONG]
    assert sum(map(bool, fitting)) >= len(WRONG) / 2
