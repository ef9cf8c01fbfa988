"""What an instructor composes: which exercises, in one assignment or several, and what they are worth."""

import json

import nbformat
import pytest

from autograder import assignments, cli, exercise
from autograder.authoring.source import load_all, without_markers
from autograder.course import grade_course, make_course
from autograder.course_error import CourseError
from autograder.verify import SOLUTIONS

SOME = exercise.ids()[:2]


def test_by_default_each_exercise_is_an_assignment_worth_ten():
    found = assignments.compose()
    assert [a.name for a in found] == exercise.ids()
    assert all(sum(parts.values()) == 10 for a in found for parts in a.marks.values())


def test_marks_are_shared_in_the_proportions_of_the_course():
    (found,) = assignments.compose(["ex01"], marks={"ex01": 25})
    assert found.marks == {"ex01": {"a": 10, "b": 5, "c": 10}}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"exercises": ["ex99"]}, "no exercise ex99"),
        ({"exercises": ["ex01"], "marks": {"ex02": 5}}, "ex02"),
        ({"exercises": ["ex01"], "marks": {"ex01": 0}}, "worth 0 marks"),
        ({"exercises": ["ex01"], "marks": {"ex01": float("nan")}}, "worth nan marks"),
        ({"together": "../week"}, "'../week'"),
        ({"together": "ex01"}, "'ex01'"),
    ],
)
def test_what_cannot_be_composed_is_named(arguments, complaint):
    with pytest.raises(CourseError, match=complaint):
        assignments.compose(**arguments)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Exercises in one assignment, the first worth 25 marks; a submission with all solutions but one."""
    folder = make_course(
        tmp_path_factory.mktemp("together") / "course", SOME, together="week-1", marks={"ex01": 25}
    )
    notebook = nbformat.read(folder / "release" / "week-1" / "week-1.ipynb", as_version=4)
    answers = {
        f"{source.id}-{cell.part}": without_markers(cell.source)
        for source in load_all(SOLUTIONS)
        for cell in source.cells
        if cell.role == "solution" and (source.id, cell.part) != ("ex01", "b")
    }
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(name, cell.source)
    handed_in = folder / "submitted" / "student-01" / "week-1"
    handed_in.mkdir(parents=True)
    nbformat.write(notebook, handed_in / "week-1.ipynb")
    (folder / "submitted" / "student-02" / "week-1").mkdir(parents=True)
    return folder


def test_several_exercises_in_one_assignment_are_graded_on_the_marks_they_were_given(course):
    result = grade_course(course, "week-1", progress=False)
    rows = {row.student: row for row in result.rows}
    all_marks = 25 + 10 * (len(SOME) - 1)
    assert (rows["student-01"].marks, rows["student-01"].max_marks) == (all_marks - 5, all_marks)
    assert (rows["student-02"].marks, rows["student-02"].max_marks) == (None, all_marks)
    record = json.loads((course / "results" / "week-1" / "student-01.json").read_text())
    assert [line.split(" marks;")[0] for line in record["provenance"]][0] == "ex01: 20 of 25"
    if len(SOME) > 1:
        assert rows["student-01"].diagnosis.startswith("(ex01 b)")


def test_the_command_grades_all_that_was_handed_in(course, capsys):
    assert cli.main(["grade", str(course)]) == 1  # student-02 handed in nothing: a person has to look
    assert "student-01" in capsys.readouterr().out


def test_a_released_assignment_keeps_its_marks_and_counts_its_versions(tmp_path, monkeypatch):
    folder = make_course(tmp_path / "course", ["ex01"])
    assert assignments.released(folder)["ex01"]["version"] == 1
    make_course(folder, ["ex01"])
    assert assignments.released(folder)["ex01"]["version"] == 1
    before = (folder / "source" / "ex01" / "ex01_armijo.ipynb").read_bytes()
    with pytest.raises(CourseError, match="ex01-a-check was worth 4 and is now 8"):
        make_course(folder, ["ex01"], marks={"ex01": 20})
    assert (folder / "source" / "ex01" / "ex01_armijo.ipynb").read_bytes() == before

    sources = assignments._sources()
    (cell, *_) = sources["ex01"].cells
    reworded = [type(cell)(cell.kind, cell.role, cell.part, cell.source + "\n\nA new sentence.")]
    changed = type(sources["ex01"])(
        "ex01", "ex01_armijo", sources["ex01"].title, (*reworded, *sources["ex01"].cells[1:])
    )
    monkeypatch.setattr(assignments, "_sources", lambda: sources | {"ex01": changed})
    make_course(folder, ["ex01"])
    assert assignments.released(folder)["ex01"]["version"] == 2


def test_a_grade_id_that_goes_away_is_refused():
    with pytest.raises(CourseError, match="ex01-b-check is gone; ex01-c-check is new"):
        assignments._stays("ex01", {"version": 3, "points": {"ex01-b-check": 2}}, {"ex01-c-check": 2})


def test_the_command_line_takes_exercises_and_marks(tmp_path, capsys):
    folder = str(tmp_path / "course")
    assert cli.main(["course", folder, "--exercises", "ex01", "--marks", "ex01=20", "--together", "one"]) == 0
    assert "one, version 1: 22 marks" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        cli.main(["course", folder, "--marks", "ex01"])
    assert "is not of the form ex01=20" in capsys.readouterr().err
