"""The source of an exercise: a Python file in jupytext's percent format whose cells say what they are for.

A cell's header carries its role and, where it belongs to one, its part::

    # %% [markdown]                          text of the statement
    # %% role="setup"                        imports
    # %% role="predict"                      the learner's predictions
    # %% part="a" role="solution"            scaffold, and the solution between its two markers
    # %% part="a" role="check"               check("ex01", part="a")
    # %% role="experiment"                   uses what the learner wrote
    # %% [markdown] part="a" role="hints"    three folded hints
    # %% [markdown] role="written"           model text of the answer that is marked by hand
    # %% [markdown] role="solution-note"     text for the solution notebook alone
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
ROLES = {
    "code": ("setup", "predict", "solution", "check", "experiment"),
    "markdown": ("statement", "hints", "written", "solution-note"),
}
NEEDS_PART = ("solution", "check", "hints")
LEFT_BY_JUPYTEXT = {"lines_to_next_cell", "lines_to_end_of_cell_marker"}


class SourceError(ValueError):
    """The source of an exercise breaks a rule of the format; the message names the file and the cell."""


@dataclass(frozen=True)
class Cell:
    """One cell: ``kind`` is "code" or "markdown"; ``part`` is None where it belongs to the whole exercise."""

    kind: str
    role: str
    part: str | None
    source: str


@dataclass(frozen=True)
class ExerciseSource:
    """The source of one exercise: ``id`` "ex01", ``stem`` "ex01_armijo", ``title`` from its first heading."""

    id: str
    stem: str
    title: str
    cells: tuple[Cell, ...]

    def solution_code(self) -> str:
        """Return the model answer as a Python module: set-up and solution cells, without the markers."""
        wanted = [cell.source for cell in self.cells if cell.role in ("setup", "solution")]
        return "\n\n\n".join(without_markers(text) for text in wanted) + "\n"

    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts in the order in which they appear."""
        return tuple(cell.part for cell in self.cells if cell.role == "check")


def load(path: Path | str) -> ExerciseSource:
    """Return the exercise that a source file describes.

    Raises ``SourceError`` where the file breaks the format described at the head of this module.
    """
    path = Path(path)
    named = re.fullmatch(r"(ex\d\d)_[a-z0-9_]+", path.stem)
    if named is None:
        raise SourceError(f"{path.name}: the name of a source is exNN_words.py, in small letters")
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    cells = tuple(_cell(path.name, number, raw) for number, raw in enumerate(notebook.cells, start=1))
    _check_parts(path.name, named[1], cells)
    return ExerciseSource(named[1], path.stem, _title(path.name, cells), cells)


def load_all(folder: Path | str) -> list[ExerciseSource]:
    """Return the exercises of a folder in the order of their ids; ``SourceError`` where two claim one id."""
    found = [load(path) for path in sorted(Path(folder).glob("ex[0-9][0-9]_*.py"))]
    for id, count in Counter(source.id for source in found).items():
        if count > 1:
            raise SourceError(f"{folder}: {count} sources claim {id}")
    return found


def without_markers(text: str) -> str:
    """Return the text without the lines that mark where a solution begins and ends."""
    return "\n".join(line for line in text.split("\n") if BEGIN not in line and END not in line)


def regions(text: str) -> Iterator[str]:
    """Yield the text of each solution region; ``ValueError`` where the markers do not pair up."""
    inside: list[str] | None = None
    for line in text.split("\n"):
        if BEGIN in line:
            if inside is not None:
                raise ValueError(f"a second {BEGIN} before {END}")
            inside = []
        elif END in line:
            if inside is None:
                raise ValueError(f"{END} without {BEGIN}")
            yield "\n".join(inside)
            inside = None
        elif inside is not None:
            inside.append(line)
    if inside is not None:
        raise ValueError(f"{BEGIN} without {END}")


def _cell(file: str, number: int, raw: dict) -> Cell:
    kind, metadata = raw["cell_type"], {k: v for k, v in raw["metadata"].items() if k not in LEFT_BY_JUPYTEXT}
    role = metadata.pop("role", "statement" if kind == "markdown" else None)
    cell = Cell(kind, role, metadata.pop("part", None), raw["source"].rstrip())
    for complaint in _complaints(cell, metadata):
        first = next((line for line in cell.source.split("\n") if line.strip()), "(empty)")
        raise SourceError(f"{file}, cell {number} ({first[:60]}): {complaint}")
    return cell


def _complaints(cell: Cell, unknown: dict) -> Iterator[str]:
    """Yield what is wrong with one cell by itself."""
    if cell.kind not in ROLES:
        yield f"a {cell.kind} cell; only code and markdown cells are used"
        return
    if unknown:
        extra = ", ".join(sorted(unknown))
        yield f'its header has {extra}; a header has role and part, each written as key="value"'
    if cell.role not in ROLES[cell.kind]:
        yield f"role {cell.role!r}; a {cell.kind} cell has one of {', '.join(ROLES[cell.kind])}"
    if cell.role in NEEDS_PART and not re.fullmatch("[a-z]", str(cell.part)):
        yield f'a cell with role "{cell.role}" names its part, as in part="a"'
    try:
        marked = list(regions(cell.source))
    except ValueError as wrong:
        yield str(wrong)
        return
    if cell.role == "solution" and not marked:
        yield f"a solution cell has a region between {BEGIN} and {END}"
    if marked and cell.role not in ("solution", "predict"):
        yield f"{BEGIN} stands in a cell with role {cell.role!r}; learners would read the solution there"
    if cell.kind == "code":
        try:
            ast.parse(cell.source)
        except SyntaxError as wrong:
            yield f"line {wrong.lineno}: {wrong.msg}"


def _check_parts(file: str, id: str, cells: tuple[Cell, ...]) -> None:
    """Raise ``SourceError`` unless the cells agree with one another: each part one solution and one check."""
    counts = Counter((cell.role, cell.part) for cell in cells)
    parts = sorted({cell.part for cell in cells if cell.part is not None})
    if not parts:
        raise SourceError(f"{file}: no cell belongs to a part")
    for part in parts:
        for role in ("solution", "check"):
            if counts[role, part] != 1:
                raise SourceError(f"{file}: part {part} has {counts[role, part]} {role} cells instead of one")
    for cell in cells:
        expected = f'check("{id}", part="{cell.part}")'
        if cell.role == "check" and cell.source != expected:
            raise SourceError(
                f"{file}, check cell of part {cell.part}: it contains {expected} and nothing else"
            )
    if sum(cell.role == "written" for cell in cells) > 1:
        raise SourceError(f"{file}: an exercise closes with one written answer, not several")


def _title(file: str, cells: tuple[Cell, ...]) -> str:
    first = cells[0].source.split("\n")[0] if cells else ""
    if not first.startswith("# "):
        raise SourceError(f"{file}: the first cell opens with the title, as in # Exercise 1: ...")
    return first.removeprefix("# ").strip()
