"""What an examination found: an outcome a check, and the marks."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Outcome:
    """What one check found.

    ``status`` is passed, failed or unchecked (the examiner could not tell: never the learner's
    fault).  ``diagnosis`` names the wrong answer of the bank that behaves the same, or is None.
    """

    check: str
    part: str
    status: str
    marks: float
    max_marks: float
    title: str
    diagnosis: str | None = None
    measured: str = ""  # what was measured, with its numbers
    explanation: str = ""  # what the diagnosed mistake is, and why it matters
    next_step: str = ""  # one thing to look at
    kind: str = ""  # the kind of expect.Failed, for the statuses
    detail: str = ""  # the traceback, if there is one

    @property
    def message(self) -> str:
        """All that there is to say about the outcome, the traceback left aside."""
        if self.status == "passed":
            return self.measured
        return "\n".join(text for text in (self.measured, self.explanation, self.next_step) if text)

    def to_json(self) -> dict:
        """Return the outcome as plain data."""
        names = ("check", "part", "status", "marks", "max_marks", "diagnosis", "message")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Result:
    """What the examination of one exercise found; ``status`` tells a true zero from all other zeros."""

    exercise: str
    title: str
    outcomes: tuple[Outcome, ...]
    status: str = "graded"  # graded, unanswered, timed out, crashed, unreadable, unchecked
    reason: str = ""  # why it is unreadable or unchecked
    isolation: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)  # about the notebook, for the learner
    practice: bool = False
    hints: tuple[str, ...] = ()  # the parts for which ``hint`` has something to say

    @property
    def marks(self) -> float:
        """The marks earned, from 0 to ``max_marks``."""
        return round(min(sum(o.marks for o in self.outcomes), self.max_marks), 6)

    @property
    def max_marks(self) -> float:
        """The marks that could be earned."""
        return round(sum(o.max_marks for o in self.outcomes), 6)

    @property
    def passed(self) -> bool:
        """True where every check passed (and there was one)."""
        return bool(self.outcomes) and all(o.status == "passed" for o in self.outcomes)

    def part(self, letter: str) -> "Result":
        """Return the result of one part alone."""
        return replace(self, outcomes=tuple(o for o in self.outcomes if o.part == letter))

    def to_json(self) -> dict:
        """Return the result as plain data: the same from every door for equal answers and seeds."""
        return {
            "exercise": self.exercise,
            "marks": self.marks,
            "max_marks": self.max_marks,
            "status": self.status,
            "outcomes": [outcome.to_json() for outcome in self.outcomes],
        }

    def html(self) -> str:
        """Return the result as a card: one self-contained piece of HTML."""
        from autograder import card

        return card.html(self)

    def _repr_html_(self) -> str:
        return self.html()

    def __str__(self) -> str:
        from autograder import card

        return card.text(self)

    __repr__ = __str__
