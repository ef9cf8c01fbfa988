"""A class as plain rows, read from what the examiner left in results/ and from nbgrader's gradebook."""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

NEEDS_A_LOOK = ("unreadable", "unchecked")  # statuses that are no verdict on the learner's work


@dataclass(frozen=True)
class Row:
    """One submission.  ``marks`` is None where nothing could be graded: that is no zero."""

    assignment: str
    student: str
    status: str
    marks: float | None
    max_marks: float
    reason: str = ""
    isolation: str = ""
    written: str = "pending"  # pending, no answer, the marks given by hand, or - where nothing was read
    written_max: float = 0.0
    outcomes: tuple[dict, ...] = field(default_factory=tuple)

    @property
    def first(self) -> dict | None:
        """The first outcome that did not pass, or None."""
        return next((o for o in self.outcomes if o["status"] != "passed"), None)

    @property
    def diagnosis(self) -> str:
        """The first thing to say about the submission, in a few words."""
        if self.reason:
            return self.reason
        if self.status == "unanswered":
            return "nothing was written yet"
        if self.first is None:
            return ""
        named = self.first["diagnosis"]
        said = _words(named) if named else f"{self.first['status']}: {_words(self.first['check'])}"
        return f"({self.first['part']}) {said}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def read(root: Path, assignment: str, written: dict[str, tuple[str, float]] | None = None) -> list[Row]:
    """Return the rows of all submissions of ``assignment`` that have a result, by student.

    ``written`` gives the state and the maximum of the marks by hand of each student.
    """
    rows = []
    for path in sorted((Path(root) / "results" / assignment).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if not (Path(root) / "submitted" / record["student"] / assignment).is_dir():
            continue  # a submission that was withdrawn
        ungraded = record["status"] in NEEDS_A_LOOK and not record["marks"]
        state, most = (written or {}).get(record["student"], ("pending", 0.0))
        rows.append(
            Row(
                assignment=assignment,
                student=record["student"],
                status=record["status"],
                marks=None if ungraded else record["marks"],
                max_marks=record["max_marks"],
                reason=record["reason"] or "",
                isolation=record["isolation"],
                written="-" if ungraded else state,
                written_max=most,
                outcomes=tuple(
                    o | {"part": _part(record, e, o)} for e in record["exercises"] for o in e["outcomes"]
                ),
            )
        )
    return rows


def _part(record: dict, exercise: dict, outcome: dict) -> str:
    """Return what a part is called in the report: with its exercise, where there are several."""
    several = len(record["exercises"]) > 1
    return f"{exercise['exercise']} {outcome['part']}" if several else outcome["part"]


def diagnoses(rows: list[Row]) -> list[tuple[str, int]]:
    """Return how many learners share each diagnosis, the commonest first."""
    count = Counter()
    for row in rows:
        count.update({_words(o["diagnosis"]) for o in row.outcomes if o["diagnosis"]})
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def checks(rows: list[Row]) -> list[dict]:
    """Return for each check how many passed, failed and could not be checked, in the exercise's order."""
    table: dict[tuple[str, str], dict] = {}
    for row in rows:
        for outcome in row.outcomes:
            key = (outcome["part"], outcome["check"])
            entry = table.setdefault(
                key,
                {
                    "part": outcome["part"],
                    "check": _words(outcome["check"]),
                    "passed": 0,
                    "failed": 0,
                    "unchecked": 0,
                },
            )
            entry[outcome["status"]] += 1
    return sorted(table.values(), key=lambda entry: entry["part"])


def unchecked(rows: list[Row]) -> list[tuple[str, str]]:
    """Return (student, what could not be checked) wherever a person has to look."""
    found = [(row.student, row.reason) for row in rows if row.status in NEEDS_A_LOOK and row.reason]
    for row in rows:
        found += [
            (row.student, f"part {o['part']}, {_words(o['check'])}: {o['message']}")
            for o in row.outcomes
            if o["status"] == "unchecked"
        ]
    return sorted(found)


def write_csv(rows: list[Row], path: Path) -> None:
    """Write one line a submission; an empty mark means "not graded", never zero."""
    names = ("student", "assignment", "marks", "max_marks", "written", "written_max", "status", "diagnosis")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in sorted(rows, key=lambda r: (r.assignment, r.student)):
            writer.writerow([_cell(getattr(row, name)) for name in names])


def _cell(value) -> str:
    """Return a value as a spreadsheet may open it: no text of a learner's becomes a formula."""
    if value is None:
        return ""
    if isinstance(value, float | int):
        return f"{value:g}"
    text = " ".join(str(value).split())
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text
