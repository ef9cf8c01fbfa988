"""nbgrader's own commands: the third door gives the second's marks, and there is no fourth."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder import nbgrader_plugin
from autograder.course import grade_course, make_course, open_course
from demo import classroom

NAME = "ex01_armijo.ipynb"
NBGRADER = [sys.executable, "-m", "nbgrader"]


def nbgrader(*arguments, folder, check=False):
    done = subprocess.run(
        [*NBGRADER, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    if check:
        assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with three submissions: right, wrong in (a), unanswered."""
    course = make_course(tmp_path_factory.mktemp("nbgrader") / "course", ["ex01"])
    for student, notebook in notebooks(course).items():
        path = course / "submitted" / student / "ex01" / NAME
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return course


def notebooks(course):
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    model = classroom.model_answer()
    wrong = model | {"a": "def armijo_backtrack(f, grad_f, x, p, **settings):\n    return 1.0\n"}
    return {
        "right": classroom.filled(released, model),
        "unanswered": released,
        "wrong": classroom.filled(released, wrong),
    }


@pytest.fixture(scope="module")
def through_nbgrader(course):
    """The marks in the gradebook after plain ``nbgrader autograde ex01`` in the course folder."""
    done = nbgrader("autograde", "ex01", folder=course, check=True)
    assert "SAWarning" not in done.stderr
    return gradebook(course)


def gradebook(course):
    marks = {}
    with open_course(course).gradebook as book:
        for submission in book.notebook_submissions("ex01_armijo", "ex01"):
            marks[submission.student.id] = {g.name: g.auto_score for g in submission.grades}
    return marks


def test_plain_autograde_gives_the_marks_of_grade(course, through_nbgrader):
    records = {path.stem: path.read_bytes() for path in course.glob("results/ex01/*.json")}
    result = grade_course(course, "ex01", progress=False)
    assert gradebook(course) == through_nbgrader
    assert {path.stem: path.read_bytes() for path in course.glob("results/ex01/*.json")} == records
    for row in result.rows:
        checks = [v for name, v in through_nbgrader[row.student].items() if name.endswith("-check")]
        assert sum(checks) == row.marks


def test_right_wrong_and_unanswered_have_their_marks(through_nbgrader):
    assert {k: v for k, v in through_nbgrader["right"].items() if k.endswith("-check")} == {
        "ex01-a-check": 4,
        "ex01-b-check": 2,
        "ex01-c-check": 4,
    }
    assert through_nbgrader["wrong"]["ex01-a-check"] < 4
    assert set(through_nbgrader["unanswered"].values()) == {0}


def test_formgraders_button_is_the_same_call(course, through_nbgrader):
    answer = open_course(course).autograde("ex01", "wrong")
    assert answer["success"], answer
    assert gradebook(course) == through_nbgrader


def test_nbgraders_own_feedback_carries_the_message(course, through_nbgrader):
    nbgrader("generate_feedback", "ex01", folder=course, check=True)
    record = json.loads((course / "results/ex01/wrong.json").read_text(encoding="utf-8"))
    failed = [o for o in record["exercises"][0]["outcomes"] if o["status"] == "failed"]
    page = (course / "feedback/wrong/ex01/ex01_armijo.html").read_text(encoding="utf-8")
    assert failed
    for outcome in failed:
        import html

        assert html.escape(outcome["message"].splitlines()[0]).replace("$", "&#36;") in page
    assert "cdnjs" not in page


def test_nbgraders_export_has_the_marks(course, through_nbgrader):
    nbgrader("export", folder=course, check=True)
    lines = (course / "grades.csv").read_text(encoding="utf-8").splitlines()
    names = lines[0].split(",")
    rows = [line.split(",") for line in lines[1:]]
    exported = {r[names.index("student_id")]: r for r in rows if r[names.index("assignment")] == "ex01"}
    for student, marks in through_nbgrader.items():
        assert float(exported[student][names.index("score")]) == sum(v or 0 for v in marks.values())


def test_nothing_of_the_learners_runs_in_nbgraders_process(course):
    """The autograded notebook has no output but the examiner's."""
    for path in course.glob("autograded/*/ex01/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
                assert cell.outputs == []


@pytest.mark.parametrize("kind", ["right", "wrong", "unanswered"])
def test_validate_says_what_is_wrong_and_nothing_else_succeeds(course, kind, tmp_path):
    nbformat.write(notebooks(course)[kind], tmp_path / NAME)
    done = nbgrader("validate", NAME, folder=tmp_path)
    said = done.stdout + done.stderr
    assert ("Success! Your notebook passes all the tests." in said) == (kind == "right")
    if kind != "right":
        assert "of 4 marks" in said


@pytest.fixture(scope="module")
def stock(course, tmp_path_factory):
    """A course folder without our configuration, the same submissions, and stock autograde in it."""
    import shutil

    folder = tmp_path_factory.mktemp("stock") / "course"
    shutil.copytree(
        course, folder, ignore=shutil.ignore_patterns("nbgrader_config.py", "gradebook.db", "autograded")
    )
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    nbgrader("generate_assignment", "ex01", "--force", folder=folder, check=True)
    nbgrader("autograde", "ex01", folder=folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["right", "wrong", "unanswered"])
def test_stock_autograde_gives_nothing_and_says_why(stock, kind):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{stock / 'gradebook.db'}") as book:
        submission = book.find_submission_notebook("ex01_armijo", "ex01", kind)
        assert {g.auto_score for g in submission.grades if g.name.endswith("-check")} == {0}
    graded = (stock / "autograded" / kind / "ex01" / NAME).read_text(encoding="utf-8")
    assert "configuration of nbgrader was not in use" in graded


@pytest.mark.slow
def test_nbgraders_generate_gives_the_learners_notebook(stock):
    """Stock ``nbgrader generate_assignment`` makes the cells that exercises/ holds."""
    shipped = Path(__file__).parents[2] / "exercises" / NAME
    release = nbformat.read(stock / "release" / "ex01" / NAME, as_version=4)
    assert [(c.cell_type, c.source) for c in release.cells] == [
        (c.cell_type, c.source) for c in nbformat.read(shipped, as_version=4).cells
    ]


@pytest.mark.parametrize(
    ("marks", "credit"),
    [
        (3.5, 3.5),
        (0, 0.0),
        (-1, 0.0),
        (9, 4.0),
        (float("nan"), 0.0),
        (float("inf"), 0.0),
        ("many", 0.0),
        (None, 0.0),
    ],
)
def test_marks_reach_nbgrader_as_a_finite_number_within_bounds(marks, credit):
    from nbgrader import utils

    class Part:
        def html(self):
            return "<p>card</p>"

    part = Part()
    part.marks, part.max_marks = marks, 4
    cell = nbformat.v4.new_code_cell("check('ex01')")
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 4, "grade_id": "x"}
    cell.outputs = [nbgrader_plugin.verdict(part, 4)]
    assert utils.determine_grade(cell) == (credit, 4)


def test_a_course_without_its_secret_says_how_to_get_one(tmp_path):
    with pytest.raises(Exception, match="autograder course"):
        nbgrader_plugin.secret(tmp_path)
