"""Diagnosis by behaviour: the wrong answer of the bank that does the same names the mistake.

Right silence beats a wrong diagnosis: where several answers fit and none of them fits better, or
where none fits, the message states the violated property with its numbers and no more.
"""

from dataclasses import replace

import numpy as np

from autograder import bank
from autograder.session.local import LocalSession

RTOL = 1e-6  # two answers that do the same arithmetic in another order agree far better than this


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
    """Return the answers that fit: one, or several that are declared twins; otherwise none."""
    fitting = [a for a in answers if _behaves_the_same(examiner, check, a)]
    if len(fitting) > 1:
        others = [c for c in examiner.exercise.checks if c.part == check.part and c is not check]
        fitting = [a for a in fitting if all(_behaves_the_same(examiner, c, a) for c in others)]
    first, *rest = sorted(fitting, key=lambda a: a.name) or [None]
    return [first, *rest] if first and all(a.name in first.twins for a in rest) else []


def _behaves_the_same(examiner, check, answer) -> bool:
    """Say whether the answer leaves the learner's transcripts of this check, draw by draw."""
    session = _session(examiner, answer)
    for draw, trial in enumerate(examiner.trials.get(check.name, [])):
        if not _same_transcript(examiner.run(check, session, draw).transcript, trial.transcript):
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


def _same_transcript(one, other) -> bool:
    return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))


def _same(a, b) -> bool:
    """Say whether two plain values agree in type and shape, and in their numbers up to rounding."""
    if type(a) is not type(b) and not (_number(a) and _number(b)):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, np.ndarray) or _number(a):
        x, y = np.asarray(a), np.asarray(b)
        if x.shape != y.shape or x.dtype.kind != y.dtype.kind:
            return False
        with np.errstate(all="ignore"):
            return bool(np.allclose(x, y, rtol=RTOL, atol=0.0, equal_nan=True))
    return a == b


def _number(value) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
