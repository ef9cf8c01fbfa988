"""Hostile answers, graded as any other: none gains a mark, reads a secret, harms a neighbour or the clock."""

import json
import time

import nbformat
import pytest

from autograder import oracle, submission
from autograder.examine import grade
from autograder.session import sandboxed
from autograder.session.sandboxed import Warm
from demo import classroom
from tests.attacks import stage as stages
from tests.autograder.toy import RIGHT, TOY, point
from tests.autograder.toy import submission as toy_submission

ROOT = stages.HERE.parents[1]
RELEASED = nbformat.read(ROOT / "exercises" / "ex01_armijo.ipynb", as_version=4)
ATTACKS = [stages.read(path) for path in sorted((stages.HERE / "answers").glob("*.py"))]
SEED = 0x5EED_0F_5EC2E7
# One call and one cell may take this long here; the whole of a submission, with a process to start again.
CALL_SECONDS, LOAD_SECONDS, EXERCISE_SECONDS, BUDGET = 1.0, 2.0, 6.0, 12.0


@pytest.fixture(scope="module")
def warm():
    with Warm() as process:
        yield process


@pytest.fixture(scope="module")
def stage(warm):
    with stages.Stage() as made:
        yield made


@pytest.fixture(autouse=True)
def impatience(monkeypatch):
    monkeypatch.setattr(sandboxed, "CALL_SECONDS", CALL_SECONDS)
    monkeypatch.setattr(sandboxed, "LOAD_SECONDS", LOAD_SECONDS)
    monkeypatch.setattr(sandboxed, "EXERCISE_SECONDS", EXERCISE_SECONDS)
    monkeypatch.setattr(oracle, "STAND_IN_SECONDS", CALL_SECONDS)


def handed_in(answers: dict[str, str]):
    """Return the submission of exercise 1 with these answers, the other parts unanswered."""
    return submission.from_notebook(json.loads(nbformat.writes(classroom.filled(RELEASED, answers))))


def parameters():
    for attack in ATTACKS:
        mark = pytest.mark.xfail(reason=attack.open, raises=AssertionError, strict=True)
        yield pytest.param(attack, id=attack.name, marks=[mark] if attack.open else [])


@pytest.mark.parametrize("attack", list(parameters()))
def test_an_attack_gains_nothing_and_harms_nobody(attack, stage, warm, monkeypatch):
    if not stages.reaches(warm.isolation, attack.needs):
        # Not a package that somebody forgot: the kernel or a container refuses namespaces.
        pytest.xfail(f"only walls of level {attack.needs} stop this; this machine has {warm.isolation}")
    said = []
    monkeypatch.setattr(sandboxed, "SandboxedSession", stages.recording(said))
    cells = {part: stage.filled(code) for part, code in attack.cells.items()}
    begun = time.monotonic()
    try:
        with stages.budget(BUDGET / 2 if attack.open else BUDGET):
            result = grade(handed_in(cells), "ex01", SEED, warm)
    except stages.OverBudget:
        result = None
    took = time.monotonic() - begun
    damage = stage.damage()
    stages.swept(warm)
    assert next_is_graded_right(warm)
    assert result is not None, f"still not graded after {took:.0f} s"
    assert result.marks <= attack.marks
    assert result.status in attack.status, result.outcomes[0].message
    assert damage == []
    assert secrets_in([repr(result), result.html(), str(result), *said], stage) == []
    assert attack.says in result.html()
    assert len(result.html()) < 2**17 and sum(map(len, said)) < 2**21


def secrets_in(texts, stage) -> list[str]:
    """Return which of the stage's secrets stand in the texts."""
    secret = {"a canary": stage.canary, "a success": stage.success, "the seed": str(SEED)}
    return [name for name, text in secret.items() if any(text in said for said in texts)]


def next_is_graded_right(warm) -> bool:
    """Say whether the submission after this one is served as if nothing had been."""
    f = oracle.Oracle(lambda z: float(z @ z), "f", n=3)
    with sandboxed.SandboxedSession(warm, toy_submission(RIGHT), TOY) as session:
        reply = session.call("slope", (f, point()))
        return (reply.kind, reply.value, session.output, session.notes) == ("value", 28.0, "", [])


def test_after_all_attacks_a_right_answer_has_full_marks(warm):
    result = grade(handed_in(classroom.model_answer()), "ex01", SEED, warm)
    assert (result.status, result.marks) == ("graded", 10)


def test_no_scratch_folder_is_left(stage):
    closed = {"a": stage.filled(next(a for a in ATTACKS if a.name == "closed_folders").cells["a"])}
    with Warm() as process:
        grade(handed_in(closed), "ex01", SEED, process)
        home = process._home
        assert list(home.glob("session-*")) == []
    assert not home.exists()


def test_every_attack_says_what_it_tries():
    assert len(ATTACKS) >= 45
    for attack in ATTACKS:
        assert attack.tries.endswith(".") and attack.needs in stages.LEVELS
