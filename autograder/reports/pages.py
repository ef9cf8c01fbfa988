"""The HTML pages of a class, from the templates beside this file: each one file, no script, no network."""

from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.reports import rows as report

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def class_report(rows: list[report.Row], assignment: str, title: str, feedback: dict[str, str]) -> str:
    """Return the page on a class; ``feedback`` gives the address of each student's page."""
    graded = [row for row in rows if row.marks is not None]
    return _templates.get_template("class_report.html").render(
        assignment=assignment,
        title=title,
        rows=rows,
        feedback=feedback,
        statuses=sorted(Counter(row.status for row in rows).items(), key=lambda pair: (-pair[1], pair[0])),
        distribution=distribution(graded),
        mean=sum(row.marks for row in graded) / len(graded) if graded else None,
        graded=len(graded),
        max_marks=max((row.max_marks for row in rows), default=0),
        diagnoses=report.diagnoses(rows),
        checks=report.checks(rows),
        unchecked=report.unchecked(rows),
        isolation=sorted({row.isolation for row in rows if row.isolation}),
    )


def distribution(rows: list[report.Row]) -> list[tuple[int, int]]:
    """Return how many learners have each whole number of marks (rounded down), from 0 to the maximum."""
    most = int(max((row.max_marks for row in rows), default=0))
    count = Counter(int(row.marks) for row in rows)
    return [(marks, count[marks]) for marks in range(most + 1)]


def unreadable(student: str, assignment: str, reason: str) -> str:
    """Return the feedback page for a submission that nothing could be read from."""
    return _templates.get_template("unreadable.html").render(
        student=student, assignment=assignment, reason=reason
    )
