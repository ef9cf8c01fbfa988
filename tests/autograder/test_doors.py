"""Three doors, one verdict: equal JSON for equal answers and seeds, over the whole bank."""

import json
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder import bank, cli, exercise
from autograder.authoring import notebooks, source
from autograder.examine import examine, grade
from autograder.nbgrader_plugin import Examine
from autograder.session.local import LocalSession
from autograder.session.sandboxed import Warm
from demo.classroom import filled, without_docstring

ROOT = Path(__file__).parents[2]
SEED = 20_230_517
MODEL = source.load(ROOT / "solutions" / "ex01_armijo.py")
PARTS = {c.part: source.without_markers(c.source) for c in MODEL.cells if c.role == "solution"}


def _answers() -> dict[str, dict[str, str]]:
    """Return the answer of each part, for every answer of the bank and the model solution."""
    found = {"the model solution": PARTS}
    for answer in bank.accepted("ex01"):
        found[f"accepted {answer.name}"] = {"a": answer.source, "b": "", "c": ""}
    for answer in bank.wrong("ex01"):
        found[f"wrong {answer.name}"] = PARTS | {answer.part: without_docstring(answer.source)}
    return found


ANSWERS = _answers()


@pytest.fixture(scope="module")
def warm():
    with Warm() as process:
        yield process


def in_the_notebook(parts) -> dict:
    """Return what ``check`` finds: its session, in this process."""
    found = exercise.load("ex01")
    code = "import numpy as np\n" + "\n\n".join(parts.values())
    return examine(found, LocalSession.from_source(code, found), SEED).to_json()


def through_nbgrader(parts, warm, course: Path, monkeypatch) -> dict:
    """Return what the preprocessor that stands in nbgrader's autograde records."""
    monkeypatch.setattr("autograder.nbgrader_plugin.warm", lambda: warm)
    monkeypatch.setattr("autograder.nbgrader_plugin.seed_for", lambda *_: SEED)
    monkeypatch.setattr(Examine, "root", course)
    notebook = filled(notebooks.release_notebook(MODEL), parts)
    handed_in = course / "submitted" / "student-01" / "ex01" / "ex01_armijo.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(json.dumps(notebook))
    (course / ".secret").write_text("00")
    about = {"assignment": "ex01", "student": "student-01", "notebook": "ex01_armijo", "db_url": ""}
    Examine().preprocess(notebook, {"nbgrader": NotebookNode(about), "unique_key": "ex01_armijo"})
    (written,) = json.loads((course / "results" / "ex01" / "student-01.json").read_text())["exercises"]
    return written


@pytest.mark.parametrize("name", ANSWERS)
def test_the_doors_agree(name, warm, tmp_path, monkeypatch):
    parts = ANSWERS[name]
    path = tmp_path / "answer.py"
    path.write_text("import numpy as np\n" + "\n\n".join(parts.values()))
    expected = in_the_notebook(parts)
    assert grade(path, "ex01", SEED, warm).to_json() == expected
    assert through_nbgrader(parts, warm, tmp_path, monkeypatch) == expected


def test_the_command_line_prints_that_json(tmp_path, capsys):
    path = tmp_path / "answer.py"
    parts = next(parts for name, parts in ANSWERS.items() if name.startswith("wrong"))
    path.write_text("import numpy as np\n" + "\n\n".join(parts.values()))
    assert cli.main(["check", "ex01", str(path), "--json", "--seed", str(SEED)]) == 1
    assert json.loads(capsys.readouterr().out) == in_the_notebook(parts)
