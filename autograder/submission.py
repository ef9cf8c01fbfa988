"""A submission: the cells of a learner's notebook, found by grade id; or one Python file."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

SIZE_CAP = 50 * 2**20  # bytes; learners' notebooks with pictures are a few megabytes
GRADE_ID = re.compile(r"(ex\d\d)-([a-z])(-check)?")


class Unreadable(ValueError):
    """The file is no submission; the message says in words why."""


@dataclass
class Cell:
    """One code cell; ``exercise`` is the one whose answer it holds, if its grade id says so."""

    source: str
    exercise: str | None = None
    check: bool = False


@dataclass
class Submission:
    """The code cells of a learner, and notes in words about what was odd."""

    cells: list[Cell]
    notes: list[str] = field(default_factory=list)

    def cells_for(self, exercise) -> list[dict]:
        """Return the cells as a session loads them: "own" are the exercise's answers and the set-up.

        The set-up is every cell of imports before the first answer.  Where no cell carries a grade
        id of the exercise, all cells are its own.
        """
        cells = [c for c in self.cells if not c.check]
        tagged = [i for i, c in enumerate(cells) if c.exercise == exercise.id]
        first = next((i for i, c in enumerate(cells) if c.exercise), len(cells))
        own = {i for i in range(first) if re.search(r"^\s*(import|from)\s", cells[i].source, re.M)}
        own = own | set(tagged) if tagged else set(range(len(cells)))
        return [{"source": c.source, "own": i in own} for i, c in enumerate(cells)]


def read(path) -> Submission:
    """Return the submission in a ``.ipynb`` or ``.py`` file; Unreadable says why there is none."""
    path = Path(path)
    try:
        if path.stat().st_size > SIZE_CAP:
            raise Unreadable(f"{path.name} is larger than {SIZE_CAP // 2**20} MB")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not text in UTF-8") from None
    if path.suffix == ".py":
        return Submission([Cell(text)])
    if path.suffix != ".ipynb":
        raise Unreadable(f"{path.name} is neither a notebook (.ipynb) nor a Python file (.py)")
    try:
        return from_notebook(json.loads(text))
    except json.JSONDecodeError as error:
        raise Unreadable(f"{path.name} is not a notebook: not valid JSON at line {error.lineno}") from None
    except RecursionError:
        raise Unreadable(f"{path.name} is not a notebook: nested too deeply") from None


def from_notebook(notebook: dict) -> Submission:
    """Return the submission in a notebook (its JSON as plain data); Unreadable where it is not one."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("this is not a notebook of format 4: it has no list of cells")
    found, seen, notes = [], set(), []
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        made = _cell(cell)
        grade_id = _grade_id(cell)
        if grade_id and grade_id in seen and not made.check:
            notes.append(f"two cells carry the grade id {grade_id}; the later one counts")
        seen.add(grade_id)
        found.append(made)
    return Submission(found, notes)


def _cell(cell: dict) -> Cell:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        source = ""
    match = GRADE_ID.fullmatch(_grade_id(cell))
    return Cell(source, match[1] if match else None, check=bool(match and match[3]))


def _grade_id(cell: dict) -> str:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else ""
