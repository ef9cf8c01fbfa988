"""A class graded: every submission through nbgrader's own autograde, one at a time, and what is written."""

import contextlib
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.assignments import checked_by_machine
from autograder.course import note, open_course
from autograder.course_error import CourseError
from autograder.reports import pages, rows, table
from autograder.session.sandboxed import NotIsolated


@dataclass(frozen=True)
class ClassResult:
    """What grading a class gave, and where it was written."""

    rows: list[rows.Row]
    places: dict[str, Path] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)  # what could not be written, and why

    @property
    def exit_code(self) -> int:
        """0 where every submission got a verdict and its feedback, 1 where a person has to look at one."""
        return int(bool(rows.unchecked(self.rows) or self.complaints))


def grade_course(
    folder: str | Path,
    assignment: str,
    student: str | None = None,
    force: bool = True,
    progress: bool = True,
    console: Console | None = None,
    limits_only: bool | None = None,
) -> ClassResult:
    """Return the marks of a class, and write gradebook, feedback, results, CSV and class report.

    One broken notebook never stops the others.  ``student`` grades that one alone (the reports still show
    all that have a result); without ``force``, those graded since they were handed in are left as they are.
    CourseError for a folder, an assignment or a student that is not there, and for a machine that cannot
    wall learners' code off, unless ``limits_only`` (None asks the environment) permits it.
    """
    folder = Path(folder).resolve()
    console = console or Console()
    api = open_course(folder)
    notebook = _notebook(folder, assignment)
    students = _students(folder, assignment, student)
    complaints = []
    try:
        _nbgrader_plugin().warm(limits_only or None)
    except NotIsolated as refusal:
        raise CourseError(str(refusal)) from None
    for name in _shown(students, progress, console):
        if force or _is_stale(folder, assignment, name):
            complaints += _grade(api, folder, assignment, name, notebook)
    _nbgrader_plugin().close()
    result = replace(_report(api, folder, assignment, notebook), complaints=complaints)
    if progress:
        _say(result, console)
    return result


def _nbgrader_plugin():
    # nbgrader takes two seconds to import, and `import autograder` must not pay for them.
    from autograder import nbgrader_plugin

    return nbgrader_plugin


def _notebook(folder: Path, assignment: str) -> str:
    """Return the name of the assignment's notebook, without its ending."""
    found = sorted((folder / "release" / assignment).glob("*.ipynb")) if assignment else []
    if not found:
        known = sorted(p.name for p in (folder / "release").glob("*") if p.is_dir())
        raise CourseError(f"there is no assignment {assignment!r} in {folder}; there are: {', '.join(known)}")
    return found[0].stem


def _students(folder: Path, assignment: str, student: str | None) -> list[str]:
    handed_in = sorted(p.parent.name for p in (folder / "submitted").glob(f"*/{assignment}") if p.is_dir())
    if student is not None and student not in handed_in:
        raise CourseError(f"{student} handed in nothing for {assignment}")
    if not handed_in:
        raise CourseError(
            f"nothing was handed in: put notebooks into {folder / 'submitted'}/STUDENT/{assignment}/"
        )
    return handed_in if student is None else [student]


def _shown(students, progress: bool, console: Console):
    """Yield the students while a progress bar is shown."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not progress, transient=True) as bar:
        task = bar.add_task("grading", total=len(students))
        for name in students:
            bar.update(task, description=f"grading {name}")
            yield name
            bar.advance(task)


def _is_stale(folder: Path, assignment: str, student: str) -> bool:
    result = _nbgrader_plugin().result_file(folder, assignment, student)
    handed_in = (folder / "submitted" / student / assignment).rglob("*")
    return not result.exists() or any(p.stat().st_mtime > result.stat().st_mtime for p in handed_in)


def _grade(api, folder: Path, assignment: str, student: str, notebook: str) -> list[str]:
    """Grade one submission; whatever is wrong with it ends as its status and its feedback page.

    Returns a line for each thing that could not be written although the submission has its verdict.
    """
    note(folder, f"--- {assignment}, {student}", {})
    result = _nbgrader_plugin().result_file(folder, assignment, student)
    result.unlink(missing_ok=True)
    reason = _unreadable(folder / "submitted" / student / assignment, notebook)
    if reason is not None:
        _set_aside(api, folder, assignment, student, notebook, "unreadable", reason)
        return []
    answer = api.autograde(assignment, student, force=True)
    note(folder, "", answer)
    if not answer["success"] or not result.exists():
        reason = f"nbgrader could not take the notebook in: {_last_line(answer)}"
        _set_aside(api, folder, assignment, student, notebook, "unchecked", reason)
        return []
    record = json.loads(result.read_text(encoding="utf-8"))
    if record["status"] == "unreadable":
        _page(folder, assignment, student, notebook, record["reason"] or "")
        return []
    answer = api.generate_feedback(assignment, student, force=True)
    note(folder, "", answer)
    return [] if answer["success"] else [f"{student} has no feedback page: {_last_line(answer)}"]


def _unreadable(handed_in: Path, notebook: str) -> str | None:
    """Return why nothing can be read from what was handed in, or None where it can be."""
    from autograder import submission

    path = handed_in / f"{notebook}.ipynb"
    others = sorted(p.name for p in handed_in.iterdir())
    if not path.is_file():
        said = f"it holds {', '.join(others)}" if others else "it is empty"
        return f"There is no file {path.name} in the folder that was handed in: {said}."
    if path.is_symlink():
        return f"{path.name} is a link to another file; only the file itself can be graded."
    try:
        submission.read(path)
    except submission.Unreadable as error:
        return str(error)
    return None


def _last_line(answer: dict) -> str:
    """Return the exception that nbgrader met, without the one that only points at it."""
    lines = f"{answer.get('log', '')}\n{answer.get('error', '')}".strip().splitlines()
    raised = [line.strip() for line in lines if re.match(r"\s*[\w.]+(Error|Exception|Entry): ", line)]
    said = [line for line in raised if "see the the above" not in line] or lines or ["no reason given"]
    return said[-1][:300]


def _set_aside(api, folder, assignment, student, notebook, status, reason) -> None:
    """Record a submission that got no verdict: for staff in the gradebook, for the learner as a page."""
    with api.gradebook as gradebook:
        gradebook.update_or_create_student(student)
        gradebook.update_or_create_submission(assignment, student)
        for grade in gradebook.find_submission_notebook(notebook, assignment, student).grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()
    release = nbformat.read(folder / "release" / assignment / f"{notebook}.ipynb", as_version=4)
    _nbgrader_plugin().write_json(
        _nbgrader_plugin().result_file(folder, assignment, student),
        {
            "assignment": assignment,
            "student": student,
            "status": status,
            "reason": reason,
            "marks": 0,
            "max_marks": checked_by_machine(release),
            "isolation": "",
            "provenance": [],
            "exercises": [],
        },
    )
    _page(folder, assignment, student, notebook, reason)


def _page(folder: Path, assignment: str, student: str, notebook: str, reason: str) -> None:
    """Write the feedback page of a submission that was not graded, where nbgrader has its own."""
    path = feedback_page(folder, assignment, student, notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(pages.unreadable(student, assignment, reason), encoding="utf-8")


def feedback_page(folder: Path, assignment: str, student: str, notebook: str) -> Path:
    """Return where nbgrader puts a student's feedback."""
    return folder / "feedback" / student / assignment / f"{notebook}.html"


def _written(api, assignment: str, notebook: str) -> dict[str, tuple[str, float]]:
    """Return (state, maximum) of the marks by hand of each student, from nbgrader's gradebook."""
    found = {}
    with api.gradebook as gradebook:
        by_hand = {c.name for c in gradebook.find_notebook(notebook, assignment).solution_cells}
        for submission in gradebook.notebook_submissions(notebook, assignment):
            grades = [g for g in submission.grades if g.name in by_hand]
            given = [g.manual_score for g in grades if g.manual_score is not None]
            if given:
                state = f"{sum(given):g}"
            elif grades and all(g.auto_score == 0 for g in grades):
                state = "no answer"
            else:
                state = "pending"
            found[submission.student.id] = (state, sum(g.max_score for g in grades))
    return found


def _report(api, folder: Path, assignment: str, notebook: str) -> ClassResult:
    """Write the CSV of all assignments and the report of this one, from what results/ holds."""
    from autograder import exercise

    found = rows.read(folder, assignment, _written(api, assignment, notebook))
    others = []
    for other in sorted(p.name for p in (folder / "results").iterdir() if p.is_dir()):
        if other != assignment:
            others += rows.read(folder, other, _written(api, other, _notebook(folder, other)))
    places = {
        "feedback": folder / "feedback",
        "gradebook": folder / "gradebook.db",
        "marks": folder / "marks.csv",
        "report": folder / f"report-{assignment}.html",
    }
    rows.write_csv(found + others, places["marks"])
    addresses = {
        row.student: feedback_page(Path(), assignment, row.student, notebook).as_posix()
        for row in found
        if feedback_page(folder, assignment, row.student, notebook).exists()
    }
    title = exercise.load(assignment).title if assignment in exercise.ids() else notebook
    places["report"].write_text(pages.class_report(found, assignment, title, addresses), encoding="utf-8")
    return ClassResult(found, places)


def _say(result: ClassResult, console: Console) -> None:
    table.show(result.rows, console)
    console.print()
    for line in result.complaints:
        console.print(line, style="bold red", soft_wrap=True, highlight=False, markup=False)
    for line in sorted({row.isolation for row in result.rows if row.isolation}):
        console.print(line, soft_wrap=True, highlight=False, markup=False)
    for what, place in result.places.items():
        with contextlib.suppress(ValueError):
            place = place.relative_to(Path.cwd())
        console.print(f"{what:<11}{place}", soft_wrap=True, highlight=False, markup=False)
