"""Notebooks and folders tampered with, through the whole of grading: marks, statuses and pages of a class."""

import copy
import json
import re
from html.parser import HTMLParser

import nbformat
import pytest

from autograder.course import grade_course, make_course
from demo import classroom
from tests.attacks import forgeries, stage

NAME = "ex01_armijo.ipynb"
HONEST_MARKS = 0.25
STUDENTS = {f.__name__: f"student-{n:02d}" for n, f in enumerate(forgeries.NOTEBOOKS + forgeries.FOLDERS, 2)}
SCRIPTED = "student-<img src=x onerror=alert(1)>"
NO_VERDICT = {"unreadable", "unchecked"}
# A class of thirty-three is graded; nbformat and nbconvert warn of what is odd, and much is.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("forgeries") / "course", ["ex01"])


@pytest.fixture(scope="module")
def graded(course):
    """The class: an honest wrong answer, every forgery of it, and a right answer after all of them."""
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    plain = json.loads(nbformat.writes(classroom.filled(released, {"a": classroom.FULL_STEP})))
    honest = json.dumps(plain).encode()
    place(course, "student-01").write_bytes(honest)
    for forge in forgeries.NOTEBOOKS:
        notebook = copy.deepcopy(plain)
        forge(notebook)
        place(course, STUDENTS[forge.__name__]).write_text(json.dumps(notebook), encoding="utf-8")
    for forge in forgeries.FOLDERS:
        forge(place(course, STUDENTS[forge.__name__]), honest, course)
    place(course, SCRIPTED).write_bytes(honest)
    right = classroom.filled(released, classroom.model_answer())
    place(course, "student-99").write_text(nbformat.writes(right), encoding="utf-8")
    with stage.budget(90):
        return {row.student: row for row in grade_course(course, "ex01", progress=False).rows}


def place(course, student):
    path = course / "submitted" / student / "ex01" / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize("forge", forgeries.NOTEBOOKS + forgeries.FOLDERS, ids=lambda f: f.__name__)
def test_a_forgery_gains_nothing(forge, graded, course):
    row = graded[STUDENTS[forge.__name__]]
    assert row.marks is None or row.marks <= HONEST_MARKS, row
    assert (row.marks is None) == (row.status in NO_VERDICT)
    assert row.max_marks == 10
    assert row.written in ("pending", "no answer", "-")


def test_the_honest_keep_their_marks(graded):
    assert graded["student-01"].marks == graded[SCRIPTED].marks == HONEST_MARKS
    assert (graded["student-99"].status, graded["student-99"].marks) == ("graded", 10)


def test_what_only_the_examiner_knows_reaches_no_learner(graded, course):
    secret = (course / ".secret").read_text().strip()
    for path in [*course.glob("feedback/**/*"), *course.glob("*.html"), *course.glob("*.csv")]:
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path
            assert not path.read_bytes().startswith(b"SQLite format"), path


def test_nothing_that_was_handed_in_took_the_place_of_the_courses_own(graded, course):
    assert "autograder.nbgrader_plugin" in (course / "nbgrader_config.py").read_text()
    assert len((course / ".secret").read_text().strip()) == 64
    assert (course / "marks.csv").read_text().startswith("student,assignment,marks")


FETCHING = r"@import|url\(['\"]?(https?:)?//"  # in a style


class Page(HTMLParser):
    """What a page would run or fetch."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.open = ""
        self.feed(text)

    def handle_data(self, data):
        if self.open == "style" and re.search(FETCHING, data):
            self.found.append(data[:200])

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "frame", "object", "embed", "base", "form", "applet", "meta"):
            kind = dict(attributes)
            if tag != "meta" or "http-equiv" in kind and kind["http-equiv"].lower() == "refresh":
                self.found.append(self.get_starttag_text()[:200])
        self.open = tag
        for name, value in attributes:
            value = re.sub(r"[\s\0]+", "", value or "").lower()
            fetched = name in ("src", "srcset", "data", "poster", "background") or (
                tag == "link" and name == "href"
            )
            harmless = value.startswith("data:image/") and not value.startswith("data:image/svg")
            runs = name.startswith("on") or value.startswith(("javascript:", "vbscript:", "data:text"))
            fetched |= name == "style" and bool(re.search(FETCHING, value))
            if runs or (fetched and not harmless):
                self.found.append(self.get_starttag_text()[:200])


def dangers(text: str) -> list[str]:
    """Return what on a page a browser would run or fetch."""
    return Page(text).found


def test_the_pages_of_a_class_run_and_fetch_nothing(graded, course):
    known = set(
        dangers((course / "feedback" / "student-01" / "ex01" / NAME).with_suffix(".html").read_text())
    )
    assert known == set(), "the honest page itself"
    pages = sorted(course.glob("feedback/**/*.html")) + sorted(course.glob("report-*.html"))
    assert len(pages) > len(STUDENTS)
    found = {str(page.relative_to(course)): dangers(page.read_text(encoding="utf-8")) for page in pages}
    assert {page: what for page, what in found.items() if what} == {}
