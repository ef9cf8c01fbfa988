"""The proof of a grader is sound for what is there, and fails when anything is wrong with it."""

import os
import re

import pytest

from autograder import bank, cli, exercise, verify
from autograder.authoring import matrix
from autograder.bank import Answer
from autograder.mutants import Mutant

MODEL = verify.model_source("ex01")
EXERCISE = exercise.load("ex01")
SEEDS = int(os.environ.get("VERIFY_SEEDS", "1"))


@pytest.fixture(scope="module")
def run():
    """Return a map that works in a process a core, started once for all exercises."""
    with verify.workers() as run:
        yield run


@pytest.mark.parametrize("id", exercise.ids())
def test_an_exercise_is_sound(id, run):
    """One seed in ``make test``; many in ``make test-all``: the matrix beside the bank is their result."""
    proof = verify.verify(id, SEEDS, run=run)
    assert proof.sound, [row for row in proof.rows if row.complaints] + proof.complaints
    if SEEDS >= verify.THOROUGH:
        made, kept = matrix.page(exercise.load(id), proof), matrix.path(id).read_text()
        assert re.sub(r"\d+ seeds", "seeds", made) == re.sub(r"\d+ seeds", "seeds", kept)


@pytest.mark.parametrize("id", exercise.ids())
def test_a_matrix_is_that_of_the_checks_and_the_bank_as_they_are(id):
    assert matrix.is_fresh(id), f"run: autograder verify {id} --seeds 20 --write"


def test_the_command_says_so_and_exits_with_1_where_anything_is_unsound(monkeypatch, capsys):
    sound = verify.Verification("ex01", [])
    unsound = verify.Verification("ex01", [], complaints=["a mutant lives"])
    for proof, status in ((sound, 0), (unsound, 1)):
        monkeypatch.setattr(verify, "verify", lambda *_, proof=proof, **__: proof)
        assert cli.main(["verify", "ex01"]) == status
        assert ("NOT SOUND" in capsys.readouterr().out) == bool(status)


def test_a_wrong_answer_that_is_right_is_unsound():
    row = verify._row(EXERCISE, "wrong", Answer("right", MODEL, "", part="a"), MODEL, 1)
    assert "loses marks in part a on 0 of 1" in row.complaints[0]


def test_an_accepted_answer_that_is_wrong_is_unsound():
    source = f"{MODEL}\n\n{bank.wrong('ex01')[0].source}"
    row = verify._row(EXERCISE, "accepted", Answer("wrong", source, ""), MODEL, 1)
    assert "full marks on 0 of 1" in row.complaints[0]


def test_a_wrong_answer_that_nobody_knows_is_unsound():
    unknown = "def armijo_backtrack(f, grad_f, x, p, **settings):\n    return 0.123\n"
    row = verify._row(EXERCISE, "wrong", Answer("unknown", unknown, "", part="a"), MODEL, 1)
    assert row.named == 0 and "diagnosed as itself on 0 of 1" in row.complaints[0]


@pytest.fixture
def one_mutant(monkeypatch):
    """Let one mutant stand for all; return a function that sets its source."""
    monkeypatch.setattr(bank, "accepted", lambda _: ())

    def of(source):
        monkeypatch.setattr(verify, "mutants", lambda *_: [Mutant("made up", 1, source, "0123456789ab")])

    return of


def prove(tmp_path, monkeypatch, listed=""):
    folder = tmp_path / "ex01"
    folder.mkdir()
    (folder / "equivalent_mutants.toml").write_text(listed)
    monkeypatch.setattr(bank, "HERE", tmp_path)
    proof = verify.Verification("ex01", [])
    verify._prove_mutants(proof, EXERCISE, MODEL, 3, False)
    return proof


def test_a_living_mutant_is_unsound_unless_it_is_listed(one_mutant, tmp_path, monkeypatch):
    one_mutant(MODEL)
    proof = prove(tmp_path, monkeypatch)
    assert not proof.sound and "lives" in proof.complaints[0]
    listed = '0123456789ab = "the model itself"\n'
    (tmp_path / "again").mkdir()
    assert prove(tmp_path / "again", monkeypatch, listed).sound


def test_a_listed_mutant_that_is_killed_is_stale(one_mutant, tmp_path, monkeypatch):
    one_mutant("def armijo_backtrack(*arguments):\n    while True: pass\n")
    proof = prove(tmp_path, monkeypatch, '0123456789ab = "thought to be equivalent"\n')
    assert proof.killed == 1 and "stale" in proof.complaints[0]


def test_a_listed_mutant_that_does_not_occur_is_stale(one_mutant, tmp_path, monkeypatch):
    one_mutant("raise ValueError\n")
    assert "stale" in prove(tmp_path, monkeypatch, 'feedfeedfeed = "gone"\n').complaints[0]
