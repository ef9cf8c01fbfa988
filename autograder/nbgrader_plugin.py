"""The third door: nbgrader's autograde with our examiner in the place of its Execute.

nbgrader keeps what it is good at (gradebook, formgrader, feedback, export).  Nothing of a learner's
notebook is executed in nbgrader's process: a check cell's output, and with it the marks that nbgrader
reads, is written by the examiner.
"""

import atexit
import contextlib
import html
import json
import math
import os
import re
import shutil
import sys
import warnings
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import examine, exercise, provenance, submission
from autograder.draw import seed_for
from autograder.nbgrader_repair import CoursePreprocessor, grade_id

REPORTS = Path(__file__).parent / "reports"
_CHECK = re.compile(r"(?P<exercise>[^-]+)-(?P<part>[^-]+)-check")
_stack: contextlib.ExitStack | None = None
_warm = None


def configure(c, root: str | Path) -> None:
    """Put the examiner into nbgrader's configuration ``c`` of the course folder ``root``."""
    from nbgrader.server_extensions.formgrader import handlers

    quiet()
    find_alembic()
    copy_nothing_handed_in(root)
    c.CourseDirectory.root = str(Path(root).resolve())
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "autograder.nbgrader_repair.Repair",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.nbgrader_plugin.Examine",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "autograder.nbgrader_plugin.Flag",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    # Feedback and formgrader pages that need no network.
    c.HTMLExporter.extra_template_basedirs = [str(REPORTS / "nbconvert"), handlers.template_path]
    c.HTMLExporter.preprocessors = ["autograder.reports.formulas.Formulas"]


def quiet() -> None:
    """Silence the one warning that nbgrader's gradebook gives under SQLAlchemy 2.1 for each submission."""
    warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")


def copy_nothing_handed_in(root: str | Path) -> None:
    """Let nbgrader copy none of the files beside a learner's notebook, into the feedback at last.

    Nothing needs them: the examiner reads the notebook alone.  nbgrader would follow a link among them to
    the gradebook, or to the course's secret, and hand the learner a copy.
    """
    from nbgrader import utils
    from nbgrader.converters import base

    root = Path(root).resolve()

    def find_all_files(path, exclude=None):
        handed_in = any(Path(path).is_relative_to(root / step) for step in ("submitted", "autograded"))
        return [] if handed_in else utils.find_all_files(path, exclude)

    base.find_all_files = find_all_files


def find_alembic() -> None:
    """Let nbgrader find alembic, which it starts by name, where the environment was not activated."""
    if shutil.which("alembic") is None:
        here = str(Path(sys.executable).parent)
        os.environ["PATH"] = os.pathsep.join(filter(None, (os.environ.get("PATH"), here)))


def warm(limits_only: bool | None = None):
    """Return this process's warm session parent, started when first asked for, closed at exit."""
    global _stack, _warm
    if _warm is None:
        from autograder.session.sandboxed import Warm

        _stack = contextlib.ExitStack()
        doors = os.environ.pop("NBGRADER_EXECUTION", None)  # nbgrader's mark is not for what we start
        try:
            _warm = _stack.enter_context(Warm(limits_only))
        finally:
            if doors is not None:
                os.environ["NBGRADER_EXECUTION"] = doors
        atexit.register(close)
    return _warm


def close() -> None:
    """End the warm process, if there is one."""
    global _stack, _warm
    stack, _stack, _warm = _stack, None, None
    if stack is not None:
        stack.close()


def secret(root: Path) -> bytes:
    """Return the course's secret, from which every learner's instances are drawn."""
    try:
        return bytes.fromhex((Path(root) / ".secret").read_text().strip())
    except (OSError, ValueError) as error:
        raise NbGraderException(
            f"{root} has no course secret (.secret): make the course folder with `autograder course`"
        ) from error


def result_file(root: Path, assignment: str, student: str) -> Path:
    """Return where the examiner leaves its findings on one submission."""
    return Path(root) / "results" / assignment / f"{student}.json"


def write_json(path: Path, record: dict) -> None:
    """Write ``record`` as sorted JSON, the whole file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    text = json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)


class Examine(CoursePreprocessor):
    """Stands where nbgrader has Execute: the examiner's verdicts become the outputs of the check cells."""

    def preprocess(self, nb, resources):
        """Return the notebook with a card and the marks under each check cell."""
        about = resources["nbgrader"]
        key = secret(self.root)
        seeds = {name: seed_for(key, about["student"], name) for name in exercise_ids(nb)}
        results = self.examine(seeds, about)
        earned = {name: earnings(nb, name, result) for name, result in results.items()}
        heads = set()
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs, cell.execution_count = [], None
            match = _CHECK.fullmatch(grade_id(cell) or "")
            if match is None:
                continue
            result = results.get(match["exercise"])
            if result is None:
                raise NbGraderException(f"there is no exercise called {match['exercise']} to grade")
            if match["exercise"] not in heads:
                heads.add(match["exercise"])
                cell.outputs.append(headline(result, *earned[match["exercise"]], by_hand(nb)))
            cell.outputs.append(verdict(alone(result, match["part"]), cell.metadata.nbgrader.points))
        found = record(about, results, earned, seeds)
        write_json(result_file(self.root, about["assignment"], about["student"]), found)
        resources["examined"] = results
        return nb, resources

    def examine(self, seeds: dict[str, int], about) -> dict:
        """Return the Result of each exercise, drawn from its seed.

        What is graded is the file as it was handed in, so that every door reads the same.
        """
        learner = submission.read(self.submitted(about))
        return {name: examine.grade(learner, name, seed, warm()) for name, seed in seeds.items()}


def exercise_ids(nb) -> list[str]:
    """Return the exercises that the notebook's check cells name."""
    matches = (_CHECK.fullmatch(grade_id(cell) or "") for cell in nb.cells)
    return sorted({m["exercise"] for m in matches if m} & set(exercise.ids()))


def earnings(nb, name: str, result) -> tuple[float, float]:
    """Return what an exercise earned in this notebook, and what it could have earned there."""
    earned = most = 0.0
    for cell in nb.cells:
        match = _CHECK.fullmatch(grade_id(cell) or "")
        if match and match["exercise"] == name:
            points = cell.metadata.nbgrader.points
            earned += share(result.part(match["part"]), points)
            most += points
    return round(earned, 6), round(most, 6)


def share(result, points: float) -> float:
    """Return a part's marks on the scale of ``points``, which the instructor may have chosen."""
    if points == result.max_marks:
        return credit(result.marks, points)
    return credit(round(points * result.marks / result.max_marks, 6), points)


def credit(marks: float, points: float) -> float:
    """Return the marks as nbgrader may take them: a finite number between 0 and ``points``, else 0."""
    try:
        marks = float(marks)
    except (TypeError, ValueError):
        return 0.0
    return min(max(marks, 0.0), float(points)) if math.isfinite(marks) else 0.0


def alone(result, part: str):
    """Return the result of one part, with the whole's status only where the part has to do with it."""
    own = replace(result.part(part), isolation="")
    if own.passed or (own.status == "unchecked" and all(o.status != "unchecked" for o in own.outcomes)):
        return replace(own, status="graded")
    return own


def by_hand(nb) -> float:
    """Return the marks that are given by hand in this notebook."""
    about = [cell.metadata.get("nbgrader", {}) for cell in nb.cells]
    return sum(float(a.get("points", 0)) for a in about if a.get("grade") and a.get("solution"))


def verdict(result, points: float) -> NotebookNode:
    """Return the output of a check cell: its card to read, its marks as the plain text nbgrader reads."""
    marks = share(result, points)
    return new_output(
        "execute_result",
        data={"text/plain": repr(marks), "text/html": result.html()},
        execution_count=1,
    )


def headline(result, earned: float, most: float, written: float) -> NotebookNode:
    """Return the line above the first card: how the run went, and behind which walls."""
    text = f"Graded automatically: {earned:g} of {most:g} marks. Status: {result.status}."
    if written:
        text += f" The written answer ({written:g} marks) is read by a person; until then it shows 0."
    page = (
        '<div style="font-family:sans-serif;font-size:13px;margin:4px 0 8px">'
        f"<strong>{html.escape(text)}</strong><br>"
        f'<span style="opacity:.75">{html.escape(result.isolation)}</span></div>'
    )
    return new_output("display_data", data={"text/plain": f"{text}\n{result.isolation}", "text/html": page})


def record(about, results: dict, earned: dict, seeds: dict) -> dict:
    """Return what results/ keeps of one submission, for staff: never a time, so that it can be compared."""
    findings = [results[name].to_json() for name in sorted(results)]
    unusual = [f["status"] for f in findings if f["status"] != "graded"]
    return {
        "assignment": about["assignment"],
        "student": about["student"],
        "status": unusual[0] if unusual else "graded",
        "reason": None,
        "marks": round(sum(marks for marks, _ in earned.values()), 6),
        "max_marks": round(sum(most for _, most in earned.values()), 6),
        "isolation": next((r.isolation for r in results.values()), ""),
        "provenance": [provenance.line(name, *earned[name], seeds[name]) for name in sorted(results)],
        "exercises": findings,
    }


class Flag(NbGraderPreprocessor):
    """Asks staff to look, in nbgrader's gradebook, where a check could not be made."""

    def preprocess(self, nb, resources):
        """Return the notebook as it is; its unchecked parts are marked as needing a person."""
        about, results = resources["nbgrader"], resources.get("examined", {})
        unchecked = {
            f"{name}-{outcome.part}-check"
            for name, result in results.items()
            for outcome in result.outcomes
            if outcome.status == "unchecked"
        }
        if unchecked:
            with Gradebook(about["db_url"]) as gradebook:
                for name in sorted(unchecked):
                    grade = gradebook.find_grade(
                        name, about["notebook"], about["assignment"], about["student"]
                    )
                    grade.needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources
