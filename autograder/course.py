"""A course folder as nbgrader knows it, made from the exercises; grading a class in it is grading.py's."""

import contextlib
import logging
import os
import secrets
import shlex
import sys
from pathlib import Path

from autograder.assignments import compose, released, write_source
from autograder.course_error import CourseError

CONFIG = '''"""The course folder: nbgrader and formgrader work in it as usual, and the examiner grades."""

from autograder.nbgrader_plugin import configure

c = get_config()
c.CourseDirectory.course_id = "numerical-optimisation"

# The examiner takes the place of nbgrader's Execute; pages are written so that they need no network.
configure(c, root=__file__.rpartition("/")[0] or ".")

# Your own settings go here, for example:
# c.CourseDirectory.db_url = "postgresql://grader@localhost/gradebook"
'''


def make_course(
    folder: str | Path,
    exercises: list[str] | None = None,
    together: str | None = None,
    marks: dict[str, float] | None = None,
) -> Path:
    """Return the course folder, made anew or brought up to date: configuration, source, release, gradebook.

    ``exercises`` are their ids (all of them by default), each an assignment of its own, or all in one
    called ``together``; ``marks`` says what an exercise is worth where that is not ten.  CourseError for a
    folder that holds something else, and where a released assignment would change its grade ids or marks;
    what learners handed in, the gradebook and the secret of an existing course stay.
    """
    folder = Path(folder).resolve()
    wanted = compose(exercises, together, marks)
    _claim(folder)
    _write_once(folder / "nbgrader_config.py", CONFIG)
    _write_once(folder / ".secret", secrets.token_hex(32) + "\n", mode=0o600)
    (folder / "submitted").mkdir(exist_ok=True)
    api = open_course(folder)
    for assignment in wanted:
        write_source(folder, assignment)
        complaint = f"nbgrader could not make the release of {assignment.name}"
        _succeed(folder, api.generate_assignment(assignment.name), complaint)
    return folder


def _claim(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not is_course(folder):
        raise CourseError(f"{folder} is not empty, and not a course folder; name a fresh one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CourseError(f"{folder} cannot be made: {error.strerror}") from error


def is_course(folder: Path) -> bool:
    """Return True for a folder that make_course made."""
    config = Path(folder) / "nbgrader_config.py"
    return config.is_file() and "autograder.nbgrader_plugin" in config.read_text(encoding="utf-8")


def _write_once(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that does not exist yet, with its mode from its first byte on."""
    with contextlib.suppress(FileExistsError):
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(number, "w", encoding="utf-8") as file:
            file.write(text)


def open_course(folder: str | Path):
    """Return nbgrader's own API on the course folder; what it logs goes to grading.log there."""
    folder = Path(folder).resolve()
    if not is_course(folder):
        raise CourseError(f"{folder} is not a course folder; make one with: autograder course {folder}")
    from nbgrader.apps.api import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader
    from traitlets.log import get_logger

    log = get_logger()
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    return NbGraderAPI(config=config)


def _succeed(folder: Path, answer: dict, complaint: str) -> None:
    note(folder, complaint if not answer["success"] else "", answer)
    if not answer["success"]:
        last = answer.get("error", "").strip().splitlines()[-1:]
        raise CourseError(f"{complaint}: {' '.join(last)} (more in {folder / 'grading.log'})")


def note(folder: Path, head: str, answer: dict) -> None:
    """Add what nbgrader said to the course's log."""
    with open(folder / "grading.log", "a", encoding="utf-8") as log:
        for text in (head, answer.get("log", ""), answer.get("error", "")):
            if text:
                log.write(text.rstrip() + "\n")


def grade_course(folder: str | Path, assignment: str, **options):
    """Return the ClassResult of one assignment: see autograder.grading.grade_course."""
    from autograder import grading

    return grading.grade_course(folder, assignment, **options)


def handed_in(folder: str | Path) -> list[str]:
    """Return the assignments for which anything was handed in, in order."""
    return sorted({p.name for p in (Path(folder) / "submitted").glob("*/*") if p.is_dir()})


def main_make(folder: str | Path, exercises=None, together=None, marks=None) -> int:
    """Make a course folder and say what to do in it; return the exit status (0 made, 2 could not be)."""
    try:
        made = make_course(folder, exercises, together, marks)
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    print(f"The course folder is {made}")
    for name, about in released(made).items():
        print(f"  assignment    {name}, version {about['version']}: {sum(about['points'].values()):g} marks")
    print(f"  hand out      {made / 'release'}")
    print(f"  collect into  {made / 'submitted'}/STUDENT/ASSIGNMENT/")
    print(f"  grade with    autograder grade {shlex.quote(str(made))}")
    print("  nbgrader autograde and formgrader, started in that folder, give the same marks.")
    return 0


def main_grade(
    folder: str | Path, assignment: str | None = None, student: str | None = None, limits_only: bool = False
) -> int:
    """Grade a class, all that was handed in where no assignment is named.

    ``limits_only`` permits grading where learners' code cannot be walled off.

    Returns 0 where all got a verdict, 1 where a person has to look, 2 for no such class.
    """
    try:
        open_course(folder)  # which says so where it is none
        names = [assignment] if assignment else handed_in(folder)
        if not names:
            raise CourseError(f"nothing was handed in below {Path(folder) / 'submitted'}")
        return max(
            [grade_course(folder, name, student=student, limits_only=limits_only).exit_code for name in names]
        )
    except CourseError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
