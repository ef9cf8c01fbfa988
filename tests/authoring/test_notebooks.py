"""The generated notebooks: nbgrader's own release, no word of the solution, the same bytes each time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.authoring import notebooks
from autograder.authoring.build import ROOT
from autograder.authoring.source import load, load_all, regions

TOY = load(Path(__file__).with_name("ex90_double.py"))
MARKS = {"a": 4, "b": 6.0}
SOURCES = [pytest.param(source, id=source.stem) for source in load_all(ROOT / "solutions")]
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def by_role(notebook, role, part=None):
    """The sources of the cells of a role and part."""
    return [
        c.source for c in notebook.cells if (c.metadata.course.role, c.metadata.course.part) == (role, part)
    ]


def graded(notebook):
    """What nbgrader knows of the notebook: grade id -> (grade, solution, locked, points)."""
    known = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    return {m.grade_id: (m.grade, m.solution, m.locked, m.get("points")) for m in known}


def secrets(source):
    """The lines that only the solution has: of the regions, the written answer and the notes."""
    shown = "\n".join(
        notebooks.without_markers(text)
        for cell in source.cells
        if cell.role not in ("written", "solution-note")
        for text in [_without_regions(cell.source)]
    )
    hidden = [text for cell in source.cells if cell.role == "solution" for text in regions(cell.source)]
    hidden += [cell.source for cell in source.cells if cell.role in ("written", "solution-note")]
    lines = {line.strip() for text in hidden for line in text.split("\n")}
    return {line for line in lines if len(line) > 12 and line not in shown}


def _without_regions(text):
    for region in regions(text):
        text = text.replace(region, "") if region else text
    return text


def test_the_release_has_the_scaffold_and_nbgraders_stub():
    release = notebooks.release_notebook(TOY, MARKS)
    (part_a,) = by_role(release, "solution", "a")
    body = "\n    ".join(STUB.split("\n"))
    assert part_a.startswith(f'def double(x):\n    """Return 2x."""\n    {body}\n\n\ndef name():')
    assert part_a.count("raise NotImplementedError()") == 2
    assert by_role(release, "solution", "b") == [STUB]
    assert by_role(release, "written") == ["YOUR ANSWER HERE"]
    assert by_role(release, "solution-note") == []
    assert by_role(release, "check", "a") == ['check("ex90", part="a")']


def test_grade_ids_and_points_are_those_of_the_contract():
    expected = {
        "ex90-a": (False, True, False, None),
        "ex90-a-check": (True, False, True, 4),
        "ex90-b": (False, True, False, None),
        "ex90-b-check": (True, False, True, 6),
        "ex90-written": (True, True, False, 2),
    }
    for notebook in (notebooks.nbgrader_source(TOY, MARKS), notebooks.release_notebook(TOY, MARKS)):
        MetadataValidator().validate_nb(notebook)
        assert graded(notebook) == expected
        assert '"points": 6,' in notebooks.as_text(notebook)


def test_nbgraders_own_generate_makes_the_same_release(tmp_path):
    source = notebooks.nbgrader_source(TOY, MARKS)
    (tmp_path / "source" / "ex90").mkdir(parents=True)
    (tmp_path / "source" / "ex90" / "ex90_double.ipynb").write_text(notebooks.as_text(source))
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'toy'\n")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "ex90"]
    private = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # nbgrader calls alembic
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter"),
    }
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | private, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    generated = nbformat.read(tmp_path / "release" / "ex90" / "ex90_double.ipynb", as_version=4)
    assert notebooks.as_text(generated) == notebooks.as_text(notebooks.release_notebook(TOY, MARKS))


def test_the_toy_has_secrets_to_keep():
    assert {"return secret_factor * x", "A secret note.", "A secret sentence about addition."} <= secrets(TOY)


@pytest.mark.parametrize("source", [pytest.param(TOY, id="toy"), *SOURCES])
def test_no_word_of_the_solution_reaches_a_learner(source):
    marks = dict.fromkeys(source.parts(), 1)
    for notebook in (
        notebooks.release_notebook(source, marks),
        notebooks.collection_notebook([source], {source.id: marks}),
    ):
        text = "\n".join(cell.source for cell in notebook.cells)
        assert [line for line in secrets(source) if line in text] == []
        assert "BEGIN SOLUTION" not in text


@pytest.mark.parametrize("source", SOURCES)
def test_no_committed_learners_file_holds_a_solution(source):
    for path in (ROOT / "exercises" / f"{source.stem}.ipynb", ROOT / "notebooks" / "exercises.ipynb"):
        text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
        assert [line for line in secrets(source) if line in text] == []


def test_the_collection_has_the_same_cells_and_the_shared_parts_once():
    other = TOY.__class__("ex91", "ex91_again", "Exercise 91: Again", TOY.cells)
    both = notebooks.collection_notebook([TOY, other], {"ex90": MARKS, "ex91": MARKS})
    alone = notebooks.release_notebook(TOY, MARKS)
    assert len({cell.id for cell in both.cells}) == len(both.cells)
    assert by_role(both, "setup") == ["import math\nfrom autograder import check"]
    assert len(by_role(both, "conventions")) == 1
    shared = ("setup", "conventions")
    own = [cell for cell in both.cells if cell.metadata.course.exercise == "ex90"]
    assert own == [cell for cell in alone.cells if cell.metadata.course.role not in shared]
    assert set(graded(both)) == set(graded(alone)) | {name.replace("90", "91") for name in graded(alone)}


def test_the_solution_notebook_has_everything_and_no_markers():
    solution = notebooks.solution_notebook(TOY)
    assert by_role(solution, "solution-note") == ["A secret note."]
    assert by_role(solution, "written") == ["A secret sentence about addition."]
    assert "secret_factor = 2" in by_role(solution, "solution", "a")[0]
    assert "SOLUTION" not in notebooks.as_text(solution)
    assert by_role(solution, "check", "a") == ['check("ex90", part="a")']


def test_the_text_is_the_same_each_time_and_says_where_it_comes_from():
    first, second = (notebooks.as_text(notebooks.release_notebook(TOY, MARKS)) for _ in range(2))
    assert first == second and first.endswith("}\n")
    written = json.loads(first)
    assert written["metadata"]["course"]["generated_from"] == "solutions/ex90_double.py"
    assert written["metadata"]["kernelspec"]["name"] == "python3"
    assert list(written) == sorted(written)
    assert "nbgrader" in first and "T00:" not in first


def test_a_cell_keeps_its_id_when_another_role_gains_cells():
    longer = TOY.__class__(TOY.id, TOY.stem, TOY.title, (TOY.cells[0], TOY.cells[0], *TOY.cells[1:]))

    def ids(source):
        cells = notebooks.release_notebook(source, MARKS).cells
        return [cell.id for cell in cells if cell.metadata.course.role in ("solution", "check", "written")]

    assert ids(longer) == ids(TOY)
    assert notebooks.cell_id("ex01", "check", "a", 1) == "ex01-ec8e381ebbbb"
