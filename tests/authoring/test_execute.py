"""Executed notebooks: nothing that differs from run to run, committed outputs that stay where they agree."""

import base64
import io

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient.exceptions import CellExecutionError
from PIL import Image

from autograder.authoring import execute


def notebook(*codes):
    """A notebook of code cells with the ids c0, c1, ..."""
    cells = [nbformat.v4.new_code_cell(code, id=f"c{i}") for i, code in enumerate(codes)]
    return nbformat.v4.new_notebook(cells=cells)


def stream(text):
    return nbformat.v4.new_output("stream", name="stdout", text=text)


def shown(mime, data):
    return nbformat.v4.new_output("display_data", data={mime: data})


def picture(change=0, size=(20, 30)):
    """A PNG in base64 of a grey square on white; ``change`` lightens the square."""
    pixels = np.full((*size, 3), 255, dtype=np.uint8)
    pixels[5:15, 5:15] = 100 + change
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """One small notebook, executed once for all tests that look at it."""
    codes = [
        "import os, sys\nfor i in range(3):\n    print(i)\n    sys.stdout.flush()",
        "[os.environ.get(k) for k in ('OPENBLAS_NUM_THREADS', 'PYTHONHASHSEED', 'NBGRADER_EXECUTION')]",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "import ipywidgets\nipywidgets.IntSlider()",
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", "agg")
        patch.setenv("NBGRADER_EXECUTION", "validate")
        patch.setenv("PYTHONHASHSEED", "7")
        return execute.execute(notebook(*codes), tmp_path_factory.mktemp("run"))


def test_a_run_leaves_nothing_that_differs_from_run_to_run(executed):
    text = nbformat.writes(executed)
    assert "widget" not in text.replace("ipywidgets", "")
    assert "execution_state" not in text and "iopub" not in text
    assert "version" not in executed.metadata.language_info


def test_the_environment_is_fixed(executed):
    seen = executed.cells[1].outputs[0].data["text/plain"]
    assert seen == "['1', '0', None]"


def test_streams_are_joined_and_pictures_are_there(executed):
    assert [output.text for output in executed.cells[0].outputs] == ["0\n1\n2\n"]
    assert "image/png" in executed.cells[2].outputs[0].data


def test_a_cell_that_fails_stops_the_build(tmp_path):
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        execute.execute(notebook("1 / 0"), tmp_path)


@pytest.mark.parametrize(
    ("made", "committed", "agree"),
    [
        ("alpha = 0.125", "alpha = 0.125", True),
        ("alpha = 0.12500000001", "alpha = 0.125", True),
        ("alpha = 0.1251", "alpha = 0.125", False),
        ("alpha = 0.125", "beta = 0.125", False),
        ("1e-17", "2e-16", True),  # both are rounding
        ("1.0e-6", "1.1e-6", False),
        ("5 steps", "6 steps", False),
        ("5 steps", "5 steps of 2", False),
        ("<f at 0x7f12345678>", "<f at 0x55aabbccdd>", True),
        ("x1 = 3", "x2 = 3", False),
        ("a  \nb", "a\nb", True),
        ("nan", "1.0", False),
    ],
)
def test_texts_agree_word_for_word_and_numbers_within_tolerance(made, committed, agree):
    assert execute.outputs_agree([stream(made)], [stream(committed)]) is agree
    assert execute.outputs_agree([shown("text/html", made)], [shown("text/html", committed)]) is agree


@given(st.floats(-1e6, 1e6), st.floats(-1e-8, 1e-8))
def test_a_relative_change_of_1e_8_is_rounding(value, change):
    assert execute.texts_agree(f"f = {value:.15e}", f"f = {value * (1 + change):.15e}")


@given(st.floats(1e-2, 1e6), st.floats(1e-4, 1.0))
def test_a_relative_change_of_1e_4_is_a_difference(value, change):
    assert not execute.texts_agree(f"f = {value:.15e}", f"f = {value * (1 + change):.15e}")


@pytest.mark.parametrize(
    ("other", "agree"),
    [(picture(0), True), (picture(6), True), (picture(120), False), (picture(size=(20, 31)), False)],
)
def test_pictures_agree_by_what_they_show(other, agree):
    def html(png):
        return f'<img src="data:image/png;base64,{png}" alt="phi falls">'

    assert execute.outputs_agree([shown("image/png", picture())], [shown("image/png", other)]) is agree
    assert (
        execute.outputs_agree([shown("text/html", html(picture()))], [shown("text/html", html(other))])
        is agree
    )


def test_other_kinds_of_output_are_a_difference():
    assert not execute.outputs_agree([stream("1")], [])
    assert not execute.outputs_agree([stream("1")], [shown("text/plain", "1")])
    assert not execute.outputs_agree([shown("text/plain", "1")], [shown("text/html", "1")])


def test_committed_outputs_stay_where_they_agree():
    made, committed = notebook("a", "b", "c"), notebook("a", "b")
    made.cells[0].outputs, committed.cells[0].outputs = [stream("0.30000000000000004")], [stream("0.3")]
    made.cells[1].outputs, committed.cells[1].outputs = [stream("4")], [stream("5")]
    kept, changed = execute.keep_committed(made, committed)
    assert [cell.outputs[0].text for cell in kept.cells[:2]] == ["0.3", "4"]
    assert changed == ["c1", "c2"]
