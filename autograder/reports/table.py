"""The class in a terminal: a table, and a line for everything that was written."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.reports.rows import Row

STYLES = {"graded": "", "unanswered": "dim", "unchecked": "magenta", "unreadable": "magenta"}


def show(rows: list[Row], console: Console) -> None:
    """Print the class: marks of the grader, marks by hand apart, status, first diagnosis."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("student", no_wrap=True)
    table.add_column("marks", justify="right", no_wrap=True)
    table.add_column("written", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("first diagnosis")
    for row in rows:
        marks = "-" if row.marks is None else f"{row.marks:g}"
        table.add_row(
            Text(row.student),
            Text(f"{marks} of {row.max_marks:g}"),
            Text(written(row)),
            Text(row.status, style=STYLES.get(row.status, "yellow")),
            Text(row.diagnosis),
        )
    console.print(table)


def written(row: Row) -> str:
    """Return the state of the marks by hand in a word or two."""
    if not row.written_max:
        return "-"
    if row.written in ("pending", "no answer", "-"):
        return row.written
    return f"{row.written} of {row.written_max:g}"
