"""The examination: runs the checks of an exercise on a learner's functions and says what they found.

A check that fails is run again on a second, independent draw, and the reference must pass on both;
if it does not, the outcome is "could not be checked".  A part that fails only because another part
is wrong is tried again with the reference in that other part's place.  The same code serves the
learner's notebook, the command line and nbgrader.
"""

from dataclasses import dataclass, replace

from autograder import diagnose
from autograder import exercise as exercises
from autograder.draw import PUBLIC_SEED, Draw, seed_for
from autograder.expect import Failed
from autograder.learner import Learner
from autograder.oracle import Oracle
from autograder.result import Outcome, Result
from autograder.session.local import LocalSession

__all__ = ["PUBLIC_SEED", "examine", "grade", "seed_for"]

DRAWS = (0, 1)
UNWRITTEN = ("missing", "unanswered")
ENDED = ("timed out", "crashed")
FINAL = (*UNWRITTEN, *ENDED, "delegated")  # a second draw cannot change these


@dataclass
class Trial:
    """One run of one check on one draw."""

    failed: Failed | None
    transcript: list[tuple]
    stood_in: bool = False  # whether a stand-in was really called


class Examiner:
    """Runs the checks of one exercise on one session."""

    def __init__(self, exercise, session, seed: int):
        self.exercise = exercise
        self.session = session
        self.seed = seed
        self.model = LocalSession(dict(exercise.reference), replace(exercise, delegated=()))
        self.trials: dict[str, list[Trial]] = {}
        self.bank: dict[str, LocalSession] = {}  # the wrong answers that a diagnosis has run
        self._hung: dict[str, Failed] = {}  # parts whose function gave no answer: not waited for again
        self._hopeless: set[str] = set()  # parts that hang with the reference in the others' place, too

    def run(self, check, session, draw: int, stand_ins=(), script=None) -> Trial:
        """Return the trial of one check on one draw; Deviation where it leaves the ``script``."""
        oracles = {name: Oracle(self.exercise.reference[name], name) for name in stand_ins}
        learner = Learner(session, self.exercise, oracles, script)
        failed = None
        try:
            check.run(learner, Draw(self.seed, self.exercise.id, check.name, draw))
        except Failed as failure:
            failed = failure
        return Trial(failed, learner.transcript, any(o.calls for o in oracles.values()))

    def judge(self, check) -> Outcome:
        """Return what one check found with the learner's functions as they are."""
        if check.part in self._hung:
            return _failed(check, self._hung[check.part])
        trials = self.trials[check.name] = []
        for draw in DRAWS:
            trial = self.run(check, self.session, draw)
            trials.append(trial)
            if trial.failed is None:
                return _passed(check)
            if trial.failed.kind == "timed out":
                self._hung[check.part] = trial.failed
            if trial.failed.kind in FINAL:
                return _failed(check, trial.failed)
        return self._unchecked(check) or _failed(check, trials[0].failed)

    def reconsider(self, check, outcome: Outcome, broken: list[str]) -> Outcome:
        """Return the outcome with the reference in the place of other parts' ``broken`` functions."""
        if not broken or outcome.kind in UNWRITTEN or check.part in self._hopeless:
            return outcome
        for draw in DRAWS:
            trial = self.run(check, self.session, draw, stand_ins=broken)
            if trial.failed is None and trial.stood_in:
                said = f"Passed with the course's own {' and '.join(broken)} in the place of yours."
                return _passed(check, said)
            if trial.failed and trial.failed.kind == "timed out":
                self._hopeless.add(check.part)
                break
        return outcome

    def _unchecked(self, check) -> Outcome | None:
        for draw in DRAWS:
            failed = self.run(check, self.model, draw).failed
            if failed is not None:
                said = f"This could not be checked: the reference itself failed ({failed.measured})"
                return _could_not(check, said)
        return None


def examine(exercise, session, seed: int, on_check=None) -> Result:
    """Return the Result of an exercise for the learner behind ``session``.

    ``on_check(done, total)`` is told of progress.  An error of a check's own is the outcome
    "unchecked", never a failure.
    """
    examiner = Examiner(exercise, session, seed)
    outcomes = {}
    for done, check in enumerate(exercise.checks):
        outcomes[check.name] = _guarded(check, examiner.judge, check)
        if on_check:
            on_check(done + 1, len(exercise.checks))
    for check in exercise.checks:
        if outcomes[check.name].status == "failed":
            others = _broken_elsewhere(exercise, outcomes, check.part)
            outcomes[check.name] = _guarded(check, examiner.reconsider, check, outcomes[check.name], others)
    found = tuple(diagnose.explain(examiner, check, outcomes[check.name]) for check in exercise.checks)
    return Result(
        exercise.id,
        exercise.title,
        found,
        status=_status(found),
        isolation=session.isolation,
        notes=tuple(session.notes),
    )


def grade(submission, exercise_id: str, seed: int, warm, on_check=None) -> Result:
    """Return the Result of a submission (or the path of one), whatever it contains.

    A file that cannot be read gives the status "unreadable"; an error of the examiner's own gives
    "unchecked".  Nothing that a learner writes makes this raise.
    """
    from autograder.session.sandboxed import SandboxedSession
    from autograder.submission import Submission, Unreadable, read

    exercise = exercises.load(exercise_id)
    try:
        if not isinstance(submission, Submission):
            submission = read(submission)
        with SandboxedSession(warm, submission, exercise) as session:
            return examine(exercise, session, seed, on_check)
    except Unreadable as error:
        return _nothing(exercise, "unreadable", str(error), warm.isolation)
    except Exception as error:
        said = f"the examiner failed: {type(error).__name__}: {error}"
        return _nothing(exercise, "unchecked", said, warm.isolation)


def _guarded(check, judge, *arguments) -> Outcome:
    try:
        return judge(*arguments)
    except KeyboardInterrupt:  # in the learner's own kernel: a loop without an end, and a learner who saw it
        return _could_not(check, "You interrupted this check before your function came back.")
    except Exception as error:
        return _could_not(check, f"This could not be checked: {type(error).__name__}: {error}")


def _broken_elsewhere(exercise, outcomes, part: str) -> list[str]:
    """Return the functions of the other parts in which a check failed."""
    bad = {o.part for o in outcomes.values() if o.status == "failed"} - {part}
    return [name for letter in sorted(bad) for name in exercise.parts[letter].functions]


def _status(outcomes) -> str:
    kinds = {o.kind for o in outcomes if o.status == "failed"}
    if any(o.status == "unchecked" for o in outcomes):
        return "unchecked"
    for ended in ENDED:
        if ended in kinds:
            return ended
    if "unanswered" in kinds and kinds <= set(UNWRITTEN) and not any(o.marks for o in outcomes):
        return "unanswered"
    return "graded"


def _nothing(exercise, status, reason, isolation) -> Result:
    outcomes = tuple(_could_not(check, reason) for check in exercise.checks)
    return Result(exercise.id, exercise.title, outcomes, status, reason, isolation)


def _passed(check, said="") -> Outcome:
    return Outcome(check.name, check.part, "passed", check.marks, check.marks, check.title, measured=said)


def _failed(check, failed: Failed) -> Outcome:
    return Outcome(
        check.name,
        check.part,
        "failed",
        0.0,
        check.marks,
        check.title,
        measured=failed.measured,
        kind=failed.kind,
        detail=failed.trace,
    )


def _could_not(check, said: str) -> Outcome:
    return Outcome(check.name, check.part, "unchecked", 0.0, check.marks, check.title, measured=said)
