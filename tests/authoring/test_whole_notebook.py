"""The learner's notebook of all exercises, as it is run: unanswered, and answered with the solutions."""

import builtins
import dis
import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from autograder import exercise
from autograder.authoring import build, execute
from autograder.authoring.source import load_all, without_markers

COLLECTION = build.ROOT / "notebooks" / "exercises.ipynb"
SOURCES = load_all(build.ROOT / "solutions")


def run(notebook, folder):
    """Return the notebook after all its cells ran; an exception in any of them is raised."""
    environment = {**execute.FIXED, "PATH": os.environ["PATH"]}
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute(env=environment)
    return [(cell, output) for cell in notebook.cells for output in cell.get("outputs", [])]


def said(outputs, role: str) -> list[str]:
    found = [(c, o) for c, o in outputs if c.metadata.course.role == role]
    return [o.get("text") or o.get("data", {}).get("text/plain", "") for _, o in found]


def test_unanswered_it_runs_to_the_end_and_says_kindly_what_is_missing(tmp_path):
    outputs = run(nbformat.read(COLLECTION, as_version=4), tmp_path)
    assert [o for _, o in outputs if o.output_type == "error"] == []
    cards = said(outputs, "check")
    assert len(cards) == sum(len(exercise.load(name).parts) for name in exercise.ids())
    assert all("not answered yet" in card for card in cards)
    assert any("is not written yet" in text for text in said(outputs, "experiment"))


def test_answered_with_the_solutions_it_gets_full_marks(tmp_path):
    notebook = nbformat.read(COLLECTION, as_version=4)
    answers = {
        f"{source.id}-{cell.part}": without_markers(cell.source)
        for source in SOURCES
        for cell in source.cells
        if cell.role == "solution"
    }
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    marks = [
        re.search(r": ([\d.]+) of ([\d.]+) marks", card) for card in said(run(notebook, tmp_path), "check")
    ]
    assert marks and all(found[1] == found[2] for found in marks)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_exercise_needs_no_other(source):
    """Every name that a cell of an exercise reads is defined in that exercise."""
    code = "\n".join(without_markers(cell.source) for cell in source.cells if cell.kind == "code")
    compiled = compile(code, source.stem, "exec")
    assert undefined(compiled) == set()


def undefined(code) -> set[str]:
    """Return the global names that a module's code reads and never sets."""
    sets, reads, pending = set(dir(builtins)) | {"__name__"}, set(), [code]
    while pending:
        one = pending.pop()
        for instruction in dis.get_instructions(one):
            if instruction.opname in ("STORE_NAME", "STORE_GLOBAL"):
                sets.add(instruction.argval)
            elif instruction.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
                reads.add(instruction.argval)
        pending += [constant for constant in one.co_consts if hasattr(constant, "co_code")]
    return reads - sets
