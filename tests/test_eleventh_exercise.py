"""An eleventh exercise is three additions: a source, its checks, its bank. Nothing else changes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
SOURCE = '''\
# %% [markdown]
# # Exercise 11: Secants
#
# The secant of $f$ through $a$ and $b$ has the slope $(f(b) - f(a)) / (b - a)$.

# %% role="setup"
from autograder import check

# %% [markdown]
# ## (a) The slope


# %% part="a" role="solution"
def secant_slope(f, a, b):
    """Return the slope of the secant of f through a and b."""
    ### BEGIN SOLUTION
    return (f(b) - f(a)) / (b - a)
    ### END SOLUTION


# %% part="a" role="check"
check("ex11", part="a")

# %% [markdown]
# What is left of the slope when $b$ moves towards $a$?

# %% [markdown] role="written"
# The derivative at $a$.
'''
CHECKS = '''\
"""Exercise 11: the slope of a secant."""

from autograder import expect
from autograder.exercise import check
from autograder.oracle import Oracle

TITLE = "Secants"
PARTS = {"a": ["secant_slope"]}
DELEGATED = []


def secant_slope(f, a, b):
    return (f(b) - f(a)) / (b - a)


REFERENCE = {"secant_slope": secant_slope}


@check(part="a", marks=10)
def is_the_slope(learner, draw):
    """The slope is the rise of f over the distance of the points."""
    a, b = draw.rng.uniform(1, 2), draw.rng.uniform(3, 4)
    f = Oracle(lambda x: x**3, "f", limit=10)
    slope = expect.number(learner.secant_slope(f, a, b), "The slope")
    expect.close(slope, (b**3 - a**3) / (b - a), "The slope", rtol=1e-9)
'''
WRONG = '''\
"""The rise was not divided by the distance

Part: a

The function returns f(b) - f(a): how far f rises, not how steeply.

Next: try it with b twice as far from a.
"""


def secant_slope(f, a, b):
    return f(b) - f(a)
'''
ACCEPTED = '''\
"""In two steps."""


def secant_slope(f, a, b):
    rise = f(b) - f(a)
    return rise / (b - a)
'''
ADDITIONS = {
    "solutions/ex11_secant.py": SOURCE,
    "autograder/checks/ex11_secant.py": CHECKS,
    "autograder/bank/ex11/accepted/in_two_steps.py": ACCEPTED,
    "autograder/bank/ex11/wrong/rise_without_distance.py": WRONG,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with the additions, built."""
    scratch = tmp_path_factory.mktemp("a project")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("autograder", "numopt", "solutions", "exercises", "notebooks"):
        shutil.copytree(ROOT / name, scratch / name, ignore=ignored)
    for name, text in ADDITIONS.items():
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    built = run(scratch, "autograder.authoring.build", "--only", "ex11")
    assert built.returncode == 0, built.stderr
    return scratch


def run(project, module, *arguments):
    """Run a module of the copy, not of the project that is installed, as if no environment were activated."""
    environment = os.environ | {"PYTHONPATH": str(project), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=300)


def checked(project, path):
    """The exit status and the JSON of ``autograder check ex11``."""
    done = run(project, "autograder", "check", "ex11", str(path), "--json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_the_build_makes_its_notebooks(project):
    release = nbformat.read(project / "exercises" / "ex11_secant.ipynb", as_version=4)
    code = [cell.source for cell in release.cells if cell.cell_type == "code"]
    assert any("raise NotImplementedError()" in text for text in code)
    assert not any("f(b) - f(a)" in text for text in code)
    together = nbformat.read(project / "notebooks" / "exercises.ipynb", as_version=4)
    ids = {cell.metadata.nbgrader.grade_id for cell in together.cells if "nbgrader" in cell.metadata}
    assert {"ex11-a", "ex11-a-check", "ex11-written", "ex01-a"} <= ids


def test_a_second_build_changes_nothing(project):
    files = [
        path for folder in ("exercises", "solutions", "notebooks") for path in (project / folder).iterdir()
    ]
    before = {path: path.read_bytes() for path in files}
    again = run(project, "autograder.authoring.build", "--only", "ex11")
    assert again.returncode == 0, again.stderr
    assert {line.split()[-1] for line in again.stdout.splitlines()} == {"unchanged"}
    assert {path: path.read_bytes() for path in files} == before


def test_the_check_in_its_solution_notebook_gives_full_marks(project):
    solution = nbformat.read(project / "solutions" / "ex11_secant.ipynb", as_version=4)
    (cell,) = [cell for cell in solution.cells if cell.source == 'check("ex11", part="a")']
    (output,) = cell.outputs
    assert "10 of 10" in output.data["text/plain"]
    assert "text/html" in output.data


def test_it_is_graded(project):
    status, result = checked(project, project / "solutions" / "ex11_secant.ipynb")
    assert (status, result["marks"], result["max_marks"]) == (0, 10, 10)
    status, result = checked(project, project / "exercises" / "ex11_secant.ipynb")
    assert (status, result["marks"], result["status"]) == (1, 0, "unanswered")


def test_its_bank_is_used(project):
    bank = project / "autograder" / "bank" / "ex11"
    status, result = checked(project, bank / "accepted" / "in_two_steps.py")
    assert (status, result["marks"]) == (0, 10)
    status, result = checked(project, bank / "wrong" / "rise_without_distance.py")
    assert (status, result["marks"]) == (1, 0)
    assert result["outcomes"][0]["diagnosis"] == "rise_without_distance"


@pytest.mark.slow
def test_a_course_of_it_is_made_and_graded(project):
    made = run(project, "autograder", "course", "a course")
    assert made.returncode == 0, made.stderr
    release = project / "a course" / "release" / "ex11" / "ex11_secant.ipynb"
    for student, answer in (("student-01", ACCEPTED), ("student-02", None)):
        notebook = nbformat.read(release, as_version=4)
        for cell in notebook.cells:
            if answer and cell.metadata.get("nbgrader", {}).get("grade_id") == "ex11-a":
                cell.source = answer
        target = project / "a course" / "submitted" / student / "ex11"
        target.mkdir(parents=True)
        nbformat.write(notebook, target / release.name)
    graded = run(project, "autograder", "grade", "a course", "--assignment", "ex11")
    assert graded.returncode == 0, graded.stderr + graded.stdout
    results = [json.loads(path.read_text()) for path in (project / "a course" / "results").rglob("*.json")]
    assert {result["student"]: result["marks"] for result in results} == {"student-01": 10, "student-02": 0}
