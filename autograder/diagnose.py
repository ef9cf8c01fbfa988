"""Diagnosis by behaviour: the wrong answer of the bank that does the same names the mistake.

Right silence beats a wrong diagnosis: where several answers fit and none of them fits better, or
where none fits, the message states the violated property with its numbers and no more.
"""

from dataclasses import replace

from autograder import bank
from autograder.learner import Deviation
from autograder.session.local import LocalSession


def explain(examiner, check, outcome):
    """Return ``outcome`` with its diagnosis, if it failed and one fits."""
    if outcome.status != "failed":
        return outcome
    answers = [a for a in bank.wrong(examiner.exercise.id) if a.part == check.part]
    if outcome.kind == "delegated":
        fitting = [a for a in answers if a.name == "delegated"]
    elif outcome.kind in ("value", "type", "error", "stopped") and check.name in examiner.trials:
        fitting = _fitting(examiner, check, answers)
    else:
        fitting = []
    if not fitting:
        return outcome
    answer = fitting[0]
    return replace(outcome, diagnosis=answer.name, explanation=answer.explanation, next_step=answer.next_step)


def _fitting(examiner, check, answers):
    """Return the answers that fit best: one, or several that are declared twins; otherwise none.

    Where several behave as the learner's does in this check, those count that also do so in most of
    the other checks of the part.
    """
    fitting = [a for a in answers if _behaves_the_same(examiner, check, a)]
    if len(fitting) > 1:
        others = [c for c in examiner.exercise.checks if c.part == check.part and c is not check]
        score = {a.name: sum(_behaves_the_same(examiner, c, a) for c in others) for a in fitting}
        fitting = [a for a in fitting if score[a.name] == max(score.values())]
    first, *rest = sorted(fitting, key=lambda a: a.name) or [None]
    return [first, *rest] if first and all(a.name in first.twins for a in rest) else []


def _behaves_the_same(examiner, check, answer) -> bool:
    """Say whether the answer leaves the learner's transcripts of this check, draw by draw."""
    session = _session(examiner, answer)
    for draw, trial in enumerate(examiner.trials.get(check.name, [])):
        try:
            again = examiner.run(check, session, draw, script=trial.transcript)
        except Deviation:
            return False
        if len(again.transcript) != len(trial.transcript):
            return False
    return True


def _session(examiner, answer) -> LocalSession:
    """Return a session on the wrong answer, with the reference for the other parts."""
    if answer.name not in examiner.bank:
        # Not watched for delegation: the reference, which serves the other parts, is the library.
        unwatched = replace(examiner.exercise, delegated=())
        session = LocalSession.from_source(answer.source, unwatched)
        session.namespace.update({**examiner.exercise.reference, **session.namespace})
        examiner.bank[answer.name] = session
    return examiner.bank[answer.name]
