"""Three doors, one verdict: equal JSON for equal answers and seeds, over the whole bank."""

import ast
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
MODELS = {model.id: model for model in source.load_all(ROOT / "solutions")}


def _answers(id: str) -> dict[str, dict[str, str]]:
    """Return the answer of each part, for every answer of the bank and the model solution."""
    parts = {c.part: source.without_markers(c.source) for c in MODELS[id].cells if c.role == "solution"}
    found = {"the model solution": parts}
    for answer in bank.accepted(id):
        found[f"accepted {answer.name}"] = dict.fromkeys(parts, "") | {"a": answer.source}
    for answer in bank.wrong(id):
        found[f"wrong {answer.name}"] = parts | {answer.part: without_docstring(answer.source)}
    return found


def _some(id: str) -> dict[str, dict[str, str]]:
    """Return the model solution, one accepted answer, and the first and the last wrong one of each part."""
    everything = _answers(id)
    names = ["the model solution", f"accepted {bank.accepted(id)[0].name}"]
    for part in exercise.load(id).parts:
        wrong = [f"wrong {answer.name}" for answer in bank.wrong(id) if answer.part == part]
        names += [wrong[0], wrong[-1]]
    return {name: everything[name] for name in names}


# The whole bank of the first exercise, and some of every other: the doors are the same for all.
ANSWERS = {("ex01", name): parts for name, parts in _answers("ex01").items()}
ANSWERS |= {(id, name): parts for id in exercise.ids()[1:] for name, parts in _some(id).items()}


@pytest.fixture(scope="module")
def warm():
    with Warm() as process:
        yield process


def as_module(id: str, parts) -> str:
    """Return the answer as a file: the imports of the exercise, then the parts."""
    setup = next(c.source for c in MODELS[id].cells if c.role == "setup")
    imports = [ast.unparse(s) for s in ast.parse(setup).body if isinstance(s, (ast.Import, ast.ImportFrom))]
    return "\n".join(imports) + "\n\n" + "\n\n".join(parts.values())


def in_the_notebook(id: str, parts) -> dict:
    """Return what ``check`` finds: its session, in this process."""
    found = exercise.load(id)
    return examine(found, LocalSession.from_source(as_module(id, parts), found), SEED).to_json()


def through_nbgrader(id: str, parts, warm, course: Path, monkeypatch) -> dict:
    """Return what the preprocessor that stands in nbgrader's autograde records."""
    monkeypatch.setattr("autograder.nbgrader_plugin.warm", lambda: warm)
    monkeypatch.setattr("autograder.nbgrader_plugin.seed_for", lambda *_: SEED)
    monkeypatch.setattr(Examine, "root", course)
    model = MODELS[id]
    notebook = filled(notebooks.release_notebook(model), parts)
    handed_in = course / "submitted" / "student-01" / id / f"{model.stem}.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(json.dumps(notebook))
    (course / ".secret").write_text("00")
    about = {"assignment": id, "student": "student-01", "notebook": model.stem, "db_url": ""}
    Examine().preprocess(notebook, {"nbgrader": NotebookNode(about), "unique_key": model.stem})
    (written,) = json.loads((course / "results" / id / "student-01.json").read_text())["exercises"]
    return written


def cases():
    """Yield id and name of each answer; of exercises 2 to 10 the first three are quick, the others slow."""
    for id in exercise.ids():
        for number, name in enumerate(name for own, name in ANSWERS if own == id):
            yield pytest.param(id, name, marks=[pytest.mark.slow] if id != "ex01" and number > 2 else [])


@pytest.mark.parametrize(("id", "name"), cases())
def test_the_doors_agree(id, name, warm, tmp_path, monkeypatch):
    parts = ANSWERS[id, name]
    path = tmp_path / "answer.py"
    path.write_text(as_module(id, parts))
    expected = in_the_notebook(id, parts)
    assert grade(path, id, SEED, warm).to_json() == expected
    assert through_nbgrader(id, parts, warm, tmp_path, monkeypatch) == expected


def test_the_command_line_prints_that_json(tmp_path, capsys):
    path = tmp_path / "answer.py"
    parts = next(parts for (_, name), parts in ANSWERS.items() if name.startswith("wrong"))
    path.write_text(as_module("ex01", parts))
    assert cli.main(["check", "ex01", str(path), "--json", "--seed", str(SEED)]) == 1
    assert json.loads(capsys.readouterr().out) == in_the_notebook("ex01", parts)
