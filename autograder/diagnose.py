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

    One check may agree by accident. So an answer counts only if it fails as the learner's does in half of the
    part's checks that either of them fails, or more. Where several are left, those count that agree in most.
    """
    others = [c for c in examiner.exercise.checks if c.part == check.part and c is not check]
    agreeing = {}
    for answer in answers:
        if _behaves_the_same(examiner, check, answer):
            same = [c for c in others if _behaves_the_same(examiner, c, answer)]
            if _is_credible(examiner, answer, others, same):
                agreeing[answer] = len(same)
    fitting = sorted((a for a, n in agreeing.items() if n == max(agreeing.values())), key=lambda a: a.name)
    first, *rest = fitting or [None]
    return fitting if first and all(a.name in first.twins for a in rest) else []


def _is_credible(examiner, answer, others, same) -> bool:
    """Say whether the part's other checks bear out an answer, which agrees in those that are the ``same``."""
    agreed = asked = 1  # this check
    for check in others:
        trials = examiner.trials.get(check.name)
        if not trials:  # the learner's part gives no answer any more
            continue
        its = learners = trials[-1].failed
        if learners is None or check not in same:
            its = examiner.run(check, _session(examiner, answer), len(trials) - 1).failed
        asked += bool(its or learners)
        # The same mistake may show in other numbers: rounding decides differently near a threshold.
        agreed += bool(its and learners and its.kind == learners.kind)
    return agreed >= asked / 2


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
