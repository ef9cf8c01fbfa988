"""One small graded course for all browser tests."""

import nbformat
import pytest

from autograder.course import grade_course, make_course
from demo import classroom
from tests.browser import serving

NAME = "ex01_armijo.ipynb"


@pytest.fixture
def chromium(require):
    require(serving.CHROMIUM.exists(), "chromium", "make system-packages")


@pytest.fixture(scope="package")
def course(tmp_path_factory):
    """A graded course of three: wrong in (a) with a formula in the written answer, unanswered, not JSON."""
    course = make_course(tmp_path_factory.mktemp("browser") / "course", ["ex01"])
    released = nbformat.read(course / "release" / "ex01" / NAME, as_version=4)
    wrong = {"a": "def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, **settings):\n    return alpha0\n"}
    contents = {
        "student-01": nbformat.writes(classroom.filled(released, classroom.model_answer() | wrong)),
        "student-02": nbformat.writes(released),
        "student-03": "not a notebook",
    }
    for student, text in contents.items():
        path = course / "submitted" / student / "ex01" / NAME
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    grade_course(course, "ex01", progress=False)
    return course
