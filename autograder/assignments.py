"""What an instructor hands out: one exercise an assignment, or several together, and what they are worth.

Once released, an assignment keeps its grade ids and their marks: marks that were given must stay
comparable.  Wording may change, and each change of what is handed out is a new version.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from autograder.course_error import CourseError

RELEASES = "releases.json"  # in the course folder: what was handed out, version by version


@dataclass(frozen=True)
class Assignment:
    """One notebook to hand out: its name, its exercises, and the marks of the parts of each."""

    name: str
    stem: str  # of the notebook's file
    exercises: tuple[str, ...]
    marks: dict[str, dict[str, float]]  # exercise: part: marks


def compose(exercises=None, together: str | None = None, marks: dict[str, float] | None = None):
    """Return the list of assignments: one for each exercise, or a single one called ``together``.

    ``marks`` gives what an exercise is worth without its written question (10 by default); its parts
    share them in the proportions of the course.  CourseError for what does not exist or is not positive.
    """
    from autograder import exercise

    known = exercise.ids()
    names = list(dict.fromkeys(exercises or known))
    worth = marks or {}
    for name in (*names, *worth):
        if name not in known:
            raise CourseError(f"there is no exercise {name}; there are: {', '.join(known)}")
    for name, value in worth.items():
        if name not in names:
            raise CourseError(f"{name} is given marks, but is not one of the exercises: {', '.join(names)}")
        if not 0 < value <= 1000:
            raise CourseError(
                f"{name} cannot be worth {value:g} marks; more than 0 and at most 1000 are possible"
            )
    parts = {name: _share(exercise.load(name), worth.get(name)) for name in names}
    sources = _sources()
    if together is None:
        return [Assignment(name, sources[name].stem, (name,), {name: parts[name]}) for name in names]
    if not together.replace("-", "").replace("_", "").isalnum() or together in known:
        raise CourseError(
            f"{together!r} cannot be an assignment's name: use letters, digits, - and _, no exercise's id"
        )
    return [Assignment(together, together, tuple(names), parts)]


def write_source(folder: Path, assignment: Assignment) -> int:
    """Write nbgrader's source notebook of an assignment; return the version that its release will be.

    CourseError where a released version has other grade ids or marks; nothing is written then.
    """
    from autograder.authoring import notebooks

    sources = _sources()
    chosen = [sources[name] for name in assignment.exercises]
    if len(chosen) == 1 and assignment.name == chosen[0].id:
        notebook = notebooks.nbgrader_source(chosen[0], assignment.marks[chosen[0].id])
    else:
        notebook = notebooks.collection_source(chosen, assignment.marks)
    text = notebooks.as_text(notebook)
    version = _version(folder, assignment, points(notebook), text)
    target = folder / "source" / assignment.name / f"{assignment.stem}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return version


def points(notebook) -> dict[str, float]:
    """Return the marks of each graded cell of a notebook, by grade id."""
    about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return {a["grade_id"]: a["points"] for a in about if a.get("grade")}


def checked_by_machine(notebook) -> float:
    """Return the marks that a notebook's check cells can earn; what is marked by hand is left out."""
    about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return sum(float(a["points"]) for a in about if a.get("grade") and not a.get("solution"))


def released(folder: Path) -> dict:
    """Return what was handed out so far: assignment, then version, digest and the marks of each cell."""
    try:
        return json.loads((folder / RELEASES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise CourseError(f"{folder / RELEASES} cannot be read: {error}") from error


def _version(folder: Path, assignment: Assignment, cells: dict[str, float], text: str) -> int:
    """Return the version of this text, and note it; CourseError where marks or grade ids would change."""
    known = released(folder)
    before = known.get(assignment.name)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    if before is None:
        version = 1
    else:
        _stays(assignment.name, before, cells)
        version = before["version"] + (digest != before["digest"])
    known[assignment.name] = {"version": version, "digest": digest, "points": cells}
    (folder / RELEASES).write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return version


def _stays(name: str, before: dict, cells: dict[str, float]) -> None:
    then = before["points"]
    changes = [f"{cell} is gone" for cell in sorted(then.keys() - cells.keys())]
    changes += [f"{cell} is new" for cell in sorted(cells.keys() - then.keys())]
    both = sorted(then.keys() & cells.keys())
    changes += [f"{c} was worth {then[c]:g} and is now {cells[c]:g}" for c in both if then[c] != cells[c]]
    if changes:
        raise CourseError(
            f"{name} was released as version {before['version']}, and its grade ids and marks stay: "
            f"{'; '.join(changes)}. Give the new one another name, or make a fresh course folder."
        )


def _share(exercise, worth: float | None) -> dict[str, float]:
    scale = 1 if worth is None else worth / exercise.max_marks
    return {letter: round(part.marks * scale, 6) for letter, part in exercise.parts.items()}


def _sources() -> dict:
    """Return the sources of the exercises by id; CourseError where the project's solutions are not there."""
    from autograder.authoring import source
    from autograder.verify import SOLUTIONS

    if not SOLUTIONS.is_dir():
        raise CourseError(
            f"a course is made from the project's folder of solutions, and {SOLUTIONS} is missing"
        )
    return {found.id: found for found in source.load_all(SOLUTIONS)}
