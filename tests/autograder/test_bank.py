"""The bank: every answer is what it says, and no diagnosis gives the solution away."""

import ast

import pytest

from autograder import bank, exercise
from autograder.verify import model_source

WRONG = [(e, a) for e in exercise.ids() for a in bank.wrong(e)]


@pytest.mark.parametrize(("exercise_id", "answer"), WRONG, ids=lambda v: getattr(v, "name", v))
def test_a_wrong_answer_defines_its_own_part_and_explains_itself(exercise_id, answer):
    names = {n.name for n in ast.parse(answer.source).body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    parts = exercise.load(exercise_id).parts
    assert names & set(parts[answer.part].functions)
    others = {f for letter, part in parts.items() if letter != answer.part for f in part.functions}
    assert not names & others
    assert answer.title.endswith(".") and answer.next_step
    assert 12 <= len(answer.explanation.split()) <= 90


@pytest.mark.parametrize(("exercise_id", "answer"), WRONG, ids=lambda v: getattr(v, "name", v))
def test_no_diagnosis_quotes_a_line_of_the_solution(exercise_id, answer):
    said = f"{answer.title} {answer.explanation} {answer.next_step}"
    lines = {line.strip() for line in model_source(exercise_id).splitlines()}
    quoted = [line for line in lines if len(line) > 20 and line in said]
    assert not quoted


@pytest.mark.parametrize(("exercise_id", "answer"), WRONG, ids=lambda v: getattr(v, "name", v))
def test_twins_are_declared_on_both_sides(exercise_id, answer):
    known = {a.name: a for a in bank.wrong(exercise_id)}
    assert all(answer.name in known[twin].twins for twin in answer.twins)


@pytest.mark.parametrize("exercise_id", exercise.ids())
def test_there_is_enough_of_each(exercise_id):
    assert len(bank.accepted(exercise_id)) >= 4
    assert len(bank.wrong(exercise_id)) >= 12


def test_a_malformed_diagnosis_is_named(tmp_path, monkeypatch):
    folder = tmp_path / "ex99" / "wrong"
    folder.mkdir(parents=True)
    (folder / "mute.py").write_text('"""A title.\n\nPart: a\n\nNo next step.\n"""\n')
    monkeypatch.setattr(bank, "HERE", tmp_path)
    with pytest.raises(ValueError, match=r"mute\.py"):
        bank.wrong("ex99")
