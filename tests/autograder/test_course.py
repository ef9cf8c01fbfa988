"""A course folder: what is written, what is refused, and a class in it graded, broken notebooks and all."""

import csv
import json
import shutil
import stat

import nbformat
import pytest

from autograder import course as courses
from autograder.course import grade_course, make_course
from autograder.course_error import CourseError
from autograder.draw import seed_for
from autograder.verify import SOLUTIONS
from demo import classroom

NAME = "ex01_armijo.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("a folder") / "course", ["ex01"])


@pytest.fixture(scope="module")
def graded(course):
    """A class of five: right, wrong, unanswered, not JSON, nothing handed in; and its result."""
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    model = classroom.model_answer()
    wrong = model | {
        "a": "def armijo_backtrack(*arguments, **keywords):\n    return '<script>alert(1)</script>'"
    }
    hand_in(course, "right", classroom.filled(released, model))
    hand_in(course, "wrong", classroom.filled(released, wrong))
    hand_in(course, "unanswered", released)
    hand_in(course, "broken", text="{ not JSON")
    (course / "submitted" / "nothing" / "ex01").mkdir(parents=True)
    return grade_course(course, "ex01", progress=False)


def hand_in(course, student, notebook=None, text=None, name=NAME):
    folder = course / "submitted" / student / "ex01"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(nbformat.writes(notebook) if text is None else text, encoding="utf-8")


def rows(result):
    return {row.student: row for row in result.rows}


def test_release_has_no_solution_and_the_text_that_learners_get(course):
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    assert "SOLUTION" not in nbformat.writes(released)
    shipped = nbformat.read(SOLUTIONS.parent / "exercises" / NAME, as_version=4)
    assert [cell.source for cell in released.cells] == [cell.source for cell in shipped.cells]


def test_gradebook_knows_the_marks_of_each_part(course):
    with courses.open_course(course).gradebook as gradebook:
        cells = gradebook.find_notebook("ex01_armijo", "ex01").grade_cells
        points = {cell.name: cell.max_score for cell in cells}
    assert points == {"ex01-a-check": 4, "ex01-b-check": 2, "ex01-c-check": 4, "ex01-written": 2}


def test_secret_is_private_and_survives_making_the_course_again(course):
    secret = course / ".secret"
    before = secret.read_text()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    make_course(course, ["ex01"])
    assert secret.read_text() == before
    assert len(bytes.fromhex(before)) == 32


def test_two_courses_have_different_secrets(course, tmp_path):
    courses._write_once(tmp_path / "one", "text")
    other = make_course(tmp_path / "other", ["ex01"])
    assert (other / ".secret").read_text() != (course / ".secret").read_text()


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(CourseError, match="not empty"):
        make_course(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_no_course_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="is a file"):
        make_course(tmp_path / "file")


def test_an_unknown_exercise_is_named(tmp_path):
    with pytest.raises(CourseError, match="ex99"):
        make_course(tmp_path / "course", exercises=["ex99"])


@pytest.mark.parametrize(
    ("options", "complaint"),
    [({"assignment": "ex77"}, "no assignment 'ex77'"), ({"student": "nobody"}, "nobody handed in nothing")],
)
def test_grading_what_is_not_there_says_so(course, graded, options, complaint):
    with pytest.raises(CourseError, match=complaint):
        grade_course(course, **({"assignment": "ex01", "progress": False} | options))


def test_grading_a_folder_that_is_no_course_exits_2(tmp_path, capsys):
    assert courses.main_grade(tmp_path) == 2
    assert "not a course folder" in capsys.readouterr().err


def test_statuses_tell_a_true_zero_from_other_zeros(graded):
    found = rows(graded)
    assert (found["right"].status, found["right"].marks) == ("graded", 10)
    assert found["wrong"].status == "graded"
    assert 0 < found["wrong"].marks < 10
    assert (found["unanswered"].status, found["unanswered"].marks) == ("unanswered", 0)
    assert (found["broken"].status, found["broken"].marks) == ("unreadable", None)
    assert (found["nothing"].status, found["nothing"].marks) == ("unreadable", None)
    assert graded.exit_code == 1


def test_an_unreadable_submission_says_why(graded):
    found = rows(graded)
    assert "JSON" in found["broken"].reason
    assert "it is empty" in found["nothing"].reason


def test_written_marks_stand_apart(graded):
    found = rows(graded)
    assert (found["right"].written, found["right"].written_max) == ("pending", 2)
    assert found["unanswered"].written == "no answer"


def test_gradebook_holds_the_same_marks(course, graded):
    with courses.open_course(course).gradebook as gradebook:
        for row in graded.rows:
            submission = gradebook.find_submission_notebook("ex01_armijo", "ex01", row.student)
            auto = [g.auto_score for g in submission.grades if g.name.endswith("-check")]
            if row.marks is None:
                assert auto == [None] * 3
                assert submission.needs_manual_grade
            else:
                assert sum(auto) == row.marks


def test_csv_leaves_a_mark_empty_where_nothing_was_graded(graded):
    with open(graded.places["marks"], encoding="utf-8") as file:
        lines = {line["student"]: line for line in csv.DictReader(file)}
    assert lines["right"]["marks"] == "10"
    assert lines["unanswered"]["marks"] == "0"
    assert lines["broken"]["marks"] == ""
    assert lines["broken"]["status"] == "unreadable"


def test_every_submission_has_a_page_that_needs_no_network(course, graded):
    pages = [*course.glob("feedback/*/ex01/*.html"), graded.places["report"]]
    assert len(pages) == len(graded.rows) + 1
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert remote_addresses(text) == [], page


def remote_addresses(page):
    """What a browser would fetch: src, stylesheets, imports; links that a person may follow are none."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found = []

        def handle_starttag(self, tag, attributes):
            for name, value in attributes:
                fetched = name in ("src", "srcset", "data", "poster") or (tag == "link" and name == "href")
                if fetched and not (value or "").startswith("data:"):
                    self.found.append(value)

    reader = Reader()
    reader.feed(page)
    return reader.found + [line for line in page.splitlines() if "@import" in line or "url(http" in line]


def test_what_a_learner_returns_is_text_on_every_page(course, graded):
    for page in course.rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8")


def test_feedback_says_what_the_outcome_says(course, graded):
    import html

    first = rows(graded)["wrong"].first
    page = (course / "feedback" / "wrong" / "ex01" / "ex01_armijo.html").read_text(encoding="utf-8")
    assert html.escape(first["message"].splitlines()[0]).replace("$", "&#36;") in page


def test_report_names_all_students_and_those_who_need_a_person(graded):
    text = graded.places["report"].read_text(encoding="utf-8")
    for row in graded.rows:
        assert row.student in text
    assert "A person has to look at these" in text


def test_grading_again_writes_the_same_bytes(course, graded):
    files = sorted(course.glob("results/ex01/*.json"))
    before = {path: path.read_bytes() for path in [*files, graded.places["marks"], graded.places["report"]]}
    grade_course(course, "ex01", progress=False)
    assert {path: path.read_bytes() for path in before} == before


def test_a_result_says_where_its_mark_comes_from_and_no_page_says_the_seed(course, graded):
    secret = (course / ".secret").read_text().strip()
    graded_names = {row.student for row in graded.rows} - {"broken", "nothing"}
    for path in course.glob("results/ex01/*.json"):
        seed = str(seed_for(bytes.fromhex(secret), path.stem, "ex01"))
        record = json.loads(path.read_text(encoding="utf-8"))
        assert bool(record["isolation"]) == bool(record["provenance"]) == (path.stem in graded_names)
        for line in record["provenance"]:
            assert f"seed {seed}" in line and "NumPy" in line and "checks" in line
        for page in (
            *course.glob(f"feedback/{path.stem}/**/*.html"),
            *course.glob("*.html"),
            course / "marks.csv",
        ):
            assert seed not in page.read_text(encoding="utf-8")
        assert secret not in path.read_text(encoding="utf-8")


def test_without_force_only_new_work_is_graded(course, graded):
    result = course / "results" / "ex01" / "right.json"
    before = result.stat().st_mtime_ns
    grade_course(course, "ex01", progress=False, force=False)
    assert result.stat().st_mtime_ns == before


def test_a_damaged_notebook_is_graded_all_the_same(course, graded):
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    damaged = classroom.without_cell(classroom.filled(released, classroom.model_answer()), "ex01-a-check")
    for cell in damaged.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "ex01-c-check":
            cell.metadata.nbgrader = {"grade_id": "ex01-c-check", "points": "many", "grade": True}
            cell.source = "check_nothing()"
    damaged.cells.append(nbformat.v4.new_code_cell("1", metadata={"nbgrader": {"grade": True, "points": 90}}))
    damaged.cells.append(nbformat.v4.new_raw_cell("<script>alert(2)</script>"))
    damaged.cells.append(
        nbformat.v4.new_markdown_cell("<img src=x onerror=alert(3)> ![](https://example.org/x)")
    )
    hand_in(course, "damaged", damaged)
    try:
        row = rows(grade_course(course, "ex01", student="damaged", progress=False))["damaged"]
        assert (row.status, row.marks) == ("graded", 10)
        page = (course / "feedback" / "damaged" / "ex01" / "ex01_armijo.html").read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert remote_addresses(page) == []
    finally:
        shutil.rmtree(course / "submitted" / "damaged")
