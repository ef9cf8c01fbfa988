"""Answers that were written after the checks, by their contract alone: what the checks make of strangers.

Right ones get full marks; wrong ones lose marks in their part and in no other, and none is told of a
mistake that it did not make.  Those in ``strangers/`` were written without sight of a check; the first
lines of each say what it is.
"""

import ast
import importlib
from pathlib import Path

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


STRANGERS = sorted((Path(__file__).parent / "outside" / "strangers").glob("ex*/*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("path", STRANGERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_stranger_gets_what_is_due(path, capsys):
    known, source = exercise.load(path.parent.name), path.read_text()
    said = ast.get_docstring(ast.parse(source)).splitlines()[0]
    failed = {
        o.part for o in examine(known, verify.session(source, known), 0).outcomes if o.status != "passed"
    }
    assert failed == (
        set() if said.startswith("right") else {said.removeprefix("wrong: part").strip(" ().")[0]}
    )
