"""The theory notebook: short cells, words on every figure, and the same without ipywidgets."""

import base64
import os
import re
import statistics

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring import build, execute

PATH = build.ROOT / "notebooks" / "theory.ipynb"
NOTEBOOK = nbformat.read(PATH, as_version=4)
CODE = [cell for cell in NOTEBOOK.cells if cell.cell_type == "code"]
LONGEST, MEDIAN = 15, 8


def outputs(notebook):
    """Return the data of all outputs that are shown, cell after cell."""
    return [o.data for c in notebook.cells for o in c.get("outputs", []) if "data" in o]


def chapters():
    """Return the cells of each chapter."""
    found = []
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "markdown" and re.match(r"## \d+ ", cell.source):
            found.append([])
        if found:
            found[-1].append(cell)
    return found


def test_cells_are_short():
    lines = [len(cell.source.splitlines()) for cell in CODE]
    assert max(lines) <= LONGEST and statistics.median(lines) <= MEDIAN


@pytest.mark.parametrize("cells", chapters(), ids=lambda cells: cells[0].source.splitlines()[0])
def test_a_chapter_asks_draws_and_leaves_something_to_change(cells):
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert code.count("quiz(") == 1 and "predict(" in code
    assert "explore(" in code or "Basins()" in code, "a chapter has something to move"
    assert "**Change something.**" in text and "See that" in text
    assert re.search(r"\*\*[^*]+\?\*\*", text), "a chapter asks one question, in bold"
    assert len([data for data in outputs(nbformat.from_dict({"cells": cells})) if "image/png" in data]) >= 2


def test_every_figure_has_words_and_is_small():
    figures = [data for data in outputs(NOTEBOOK) if "image/png" in data]
    assert figures
    for data in figures:
        (alt,) = re.findall(r'<img [^>]*alt="([^"]+)"', data["text/html"])
        assert len(alt.split()) >= 8
        assert len(base64.b64decode(data["image/png"])) <= 60_000
    assert PATH.stat().st_size <= 3_000_000


def test_nothing_of_a_widget_is_stored():
    assert "widgets" not in NOTEBOOK.metadata
    for data in outputs(NOTEBOOK):
        assert "VBox" not in data["text/plain"] and not any("widget" in mime for mime in data)


def test_at_most_four_digits_are_printed():
    printed = "\n".join(o.text for c in CODE for o in c.outputs if o.output_type == "stream")
    for number in re.findall(r"\d+\.?\d*", printed):
        assert len(number.replace(".", "").lstrip("0")) <= 4, number


@pytest.mark.slow
def test_without_ipywidgets_it_runs_and_shows_the_same(tmp_path):
    (tmp_path / "ipywidgets.py").write_text("raise ImportError('not installed')\n")
    environment = os.environ | execute.FIXED
    environment["PYTHONPATH"] = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    notebook = nbformat.read(PATH, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(PATH.parent)}})
    client.execute(env=environment)
    assert not any("widget" in mime for data in outputs(notebook) for mime in data)
    for made, committed in zip(notebook.cells, NOTEBOOK.cells, strict=True):
        if made.cell_type == "code":
            assert execute.outputs_agree(made.outputs, committed.outputs), made.source
