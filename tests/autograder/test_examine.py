"""The rules of an examination, on a toy exercise: confirmation, stand-ins, diagnosis, statuses."""

import dataclasses

import pytest

from autograder import bank, examine, expect
from autograder.exercise import check
from autograder.session.local import LocalSession
from autograder.session.sandboxed import Warm
from tests.autograder.toy import RIGHT, TOY, submission

WRONG_A = "def slope(f, x):\n    return 3 * f(x)\n"
RIGHT_B = "def double_slope(f, x):\n    return 2 * slope(f, x)\n"


@pytest.fixture(autouse=True)
def toy_bank(monkeypatch):
    """Put a small bank in the place of the real one."""
    answers = [
        bank.Answer("triples", WRONG_A, "Triples", "a", (), "It triples.", "Count to two."),
        bank.Answer("negates", "def slope(f, x):\n    return -2 * f(x)\n", "Negates", "a", (), "E.", "N."),
        bank.Answer("delegated", "def slope(f, x):\n    return 0.0\n", "Delegated", "a", (), "D.", "N."),
    ]
    monkeypatch.setattr(bank, "wrong", lambda exercise_id: tuple(answers))
    return answers


def result(source, exercise=TOY, seed=1):
    return examine.examine(exercise, LocalSession.from_source(source, exercise), seed)


def outcome(found, name):
    return next(o for o in found.outcomes if o.check == name)


def test_a_right_answer_gets_all_marks():
    found = result(RIGHT)
    assert (found.marks, found.max_marks, found.status, found.passed) == (3, 3, "graded", True)


def test_one_mistake_costs_once_and_is_named():
    found = result(WRONG_A + RIGHT_B)
    assert outcome(found, "doubles").diagnosis == "triples"
    assert outcome(found, "quadruples").status == "passed"
    assert "in the place of yours" in outcome(found, "quadruples").message
    assert found.marks == 2


def test_a_stand_in_counts_only_where_it_is_called():
    found = result(WRONG_A + "def double_slope(f, x):\n    return 5 * f(x)\n")
    assert outcome(found, "quadruples").status == "failed" and found.marks == 0


def test_a_part_that_does_not_need_the_broken_one_keeps_its_marks_by_itself():
    found = result(WRONG_A + "def double_slope(f, x):\n    return 4 * f(x)\n")
    assert outcome(found, "quadruples").message == "" and found.marks == 2


def test_an_unknown_mistake_gets_numbers_and_no_diagnosis():
    failed = outcome(result("def slope(f, x):\n    return 2.5 * f(x)\n"), "doubles")
    assert failed.diagnosis is None and failed.explanation == "" and "is expected" in failed.message


def test_an_ambiguous_diagnosis_is_withheld_unless_the_answers_are_twins(toy_bank):
    toy_bank.append(dataclasses.replace(toy_bank[0], name="triples_too"))
    assert outcome(result(WRONG_A), "doubles").diagnosis is None
    toy_bank[0] = dataclasses.replace(toy_bank[0], twins=("triples_too",))
    assert outcome(result(WRONG_A), "doubles").diagnosis == "triples"


def test_a_failure_is_confirmed_on_a_second_draw():
    draws = []

    @check(part="a", marks=1)
    def rare(learner, draw):
        """Fails on the first draw alone."""
        draws.append(float(draw.rng.random()))
        expect.that(len(draws) > 1, "the first draw")

    found = result(RIGHT, dataclasses.replace(TOY, checks=(rare,)))
    assert outcome(found, "rare").status == "passed"
    assert len(draws) == 2 and draws[0] != draws[1]


def test_what_the_reference_fails_too_could_not_be_checked():
    @check(part="a", marks=1)
    def impossible(learner, draw):
        """Nobody passes this."""
        expect.that(False, "impossible")

    found = result(RIGHT, dataclasses.replace(TOY, checks=(impossible,)))
    assert outcome(found, "impossible").status == "unchecked" and found.status == "unchecked"
    assert found.marks == 0 and found.max_marks == 1


def test_an_error_of_the_check_is_never_the_learners_fault():
    @check(part="a", marks=1)
    def broken(learner, draw):
        """This check has a bug."""
        raise ZeroDivisionError("in the check")

    found = result(RIGHT, dataclasses.replace(TOY, checks=(broken,)))
    assert outcome(found, "broken").status == "unchecked"
    assert "ZeroDivisionError" in outcome(found, "broken").message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "no function called slope"),
        ("def slope(f, x):\n    raise NotImplementedError\n", "not written yet"),
        ("def slope(f, x):\n    return None\n", "is a return missing?"),
        ("def slope(f, x):\n    return [1.0, 2.0]\n", "a list of 2"),
        ("def slope(f, x):\n    return True\n", "of type bool"),
        ("def slope(f, x):\n    return {}\n", "of type dict"),
        ("def slope(f, x):\n    return f(x) / 0\n", "raised ZeroDivisionError"),
        ("def slope(f, x):\n    return f([1.0])\n", "shape (3,)"),
        ("def slope(f, x):\n    while True: f(x)\n", "more than 50 times"),
        (
            "from scipy.optimize import brentq\ndef slope(f, x):\n    return brentq(lambda t: t, -1, 1)\n",
            "delegated",
        ),
    ],
)
def test_every_way_to_fail_is_said_in_words(source, said):
    assert said in outcome(result(source), "doubles").message


def test_delegation_is_a_diagnosis():
    source = "from scipy.optimize import brentq\ndef slope(f, x):\n    return brentq(lambda t: t, -1, 1)\n"
    assert outcome(result(source), "doubles").diagnosis == "delegated"


STATUSES = {
    "graded": WRONG_A + RIGHT_B,
    "unanswered": "def slope(f, x):\n    raise NotImplementedError\n"
    "def double_slope(f, x):\n    raise NotImplementedError\n",
    "crashed": "import os\ndef slope(f, x):\n    os._exit(1)\n" + RIGHT_B,
    "timed out": "def slope(f, x):\n    while True: pass\n" + RIGHT_B,
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_tells_zeros_apart_and_the_other_part_keeps_its_marks(status, monkeypatch):
    monkeypatch.setattr(examine.exercises, "load", lambda _: TOY)
    monkeypatch.setattr("autograder.session.sandboxed.CALL_SECONDS", 0.7)
    with Warm() as warm:
        found = examine.grade(submission(STATUSES[status]), "ex00", 1, warm)
    assert found.status == status
    assert found.marks == (0 if status == "unanswered" else 2)


def test_what_cannot_be_read_is_said_and_not_raised(monkeypatch, tmp_path):
    monkeypatch.setattr(examine.exercises, "load", lambda _: TOY)
    with Warm() as warm:
        for name, text in {"a.ipynb": "{", "b.ipynb": "[]", "c.txt": "", "d.ipynb": '{"cells": 3}'}.items():
            (tmp_path / name).write_text(text)
            found = examine.grade(tmp_path / name, "ex00", 1, warm)
            assert (found.status, found.marks, found.max_marks) == ("unreadable", 0, 3) and found.reason
        assert examine.grade(tmp_path / "absent.ipynb", "ex00", 1, warm).status == "unreadable"


def test_equal_seeds_give_equal_results_and_seeds_depend_on_all_they_should():
    assert result(WRONG_A).to_json() == result(WRONG_A).to_json()
    assert result(WRONG_A, seed=1).to_json() != result(WRONG_A, seed=2).to_json()
    seeds = {examine.seed_for(s, n, e) for s in (b"1", b"2") for n in ("a", "b") for e in ("ex01", "ex02")}
    assert len(seeds) == 8


def test_the_json_has_the_promised_fields():
    document = result(WRONG_A).to_json()
    assert set(document) == {"exercise", "marks", "max_marks", "status", "outcomes"}
    assert set(document["outcomes"][0]) == {
        "check", "part", "status", "marks", "max_marks", "diagnosis", "message",
    }  # fmt: skip


def test_an_interrupt_ends_one_check_and_is_said():
    own_b = "def double_slope(f, x):\n    return 4 * f(x)\n"
    found = result("def slope(f, x):\n    raise KeyboardInterrupt\n" + own_b)
    assert (
        outcome(found, "doubles").status == "unchecked" and "interrupted" in outcome(found, "doubles").message
    )
    assert outcome(found, "quadruples").status == "passed"
