"""Notebooks executed in a fixed environment, and compared with those that are committed.

Machines differ in the last digits and in the way that text is drawn. What was computed here is therefore held
against what is committed: words must be equal, numbers and pictures close. Where they agree the committed
outputs stay, byte for byte.
"""

import base64
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

RELATIVE, ABSOLUTE = 1e-6, 1e-9  # numbers: far above rounding, far below anything that a reader could see
PICTURE_RMS = (
    12.0  # of 255, root mean square over all pixels and channels: another font passes, another curve does not
)
CELL_TIMEOUT = 120  # seconds
FIXED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "NO_COLOR": "1",
    "COLUMNS": "100",
    "COURSE_PROGRESS": "",  # nobody's progress
}
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
EMBEDDED = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Return the notebook with the outputs of a run in ``folder``, without times and widget state.

    Raises nbclient's ``CellExecutionError`` where a cell fails, ``CellTimeoutError`` where one is too slow.
    """
    # matplotlib announces that it builds its font cache; that belongs here and not into a cell's output.
    import matplotlib.font_manager  # noqa: F401

    unwanted = ("MPLBACKEND", "NBGRADER_EXECUTION")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted} | FIXED
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],  # not a word about how the kernel is connected
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=environment)
    return _tidied(notebook)


def keep_committed(made: NotebookNode, committed: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Return the notebook with the committed outputs where they agree, and the ids of cells that differ."""
    before = {cell.id: cell for cell in committed.cells if cell.cell_type == "code"}
    changed = []
    for cell in made.cells:
        if cell.cell_type != "code":
            continue
        old = before.get(cell.id)
        if old is not None and outputs_agree(cell.outputs, old.outputs):
            cell.outputs = old.outputs
        else:
            changed.append(cell.id)
    return made, changed


def outputs_agree(made: list, committed: list) -> bool:
    """Return whether two cells show the same: equal words, numbers within tolerance, pictures alike."""
    if len(made) != len(committed):
        return False
    return all(_output_agrees(*pair) for pair in zip(made, committed, strict=True))


def texts_agree(made: str, committed: str) -> bool:
    """Return whether two texts agree word for word and number for number, the numbers within tolerance."""
    ours, theirs = _normalised(made), _normalised(committed)
    if NUMBER.split(ours) != NUMBER.split(theirs):
        return False
    numbers = zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True)
    return all(a == b or np.isclose(float(a), float(b), rtol=RELATIVE, atol=ABSOLUTE) for a, b in numbers)


def pictures_agree(made: str, committed: str) -> bool:
    """Return whether two PNGs (base64) have one size and differ by at most ``PICTURE_RMS``."""
    return images_agree(base64.b64decode(made), base64.b64decode(committed))


def images_agree(made: bytes, committed: bytes) -> bool:
    """Return whether two PNGs have one size and differ by at most ``PICTURE_RMS``."""
    ours, theirs = _pixels(made), _pixels(committed)
    return ours.shape == theirs.shape and float(np.sqrt(np.mean((ours - theirs) ** 2))) <= PICTURE_RMS


def _tidied(notebook: NotebookNode) -> NotebookNode:
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = NotebookNode(
        name="python", file_extension=".py", mimetype="text/x-python"
    )  # without the version of Python, which differs
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = list(_joined(cell.outputs))
            for output in cell.outputs:
                for mime in [
                    m for m in output.get("data", {}) if m.startswith("application/vnd.jupyter.widget")
                ]:
                    del output.data[mime]
    return notebook


def _joined(outputs: list) -> Iterator[NotebookNode]:
    """Yield the outputs, neighbouring pieces of one stream as one: how it was cut depends on the clock."""
    last = None
    for output in outputs:
        if (
            last is not None
            and output.output_type == "stream" == last.output_type
            and output.name == last.name
        ):
            last.text += output.text
            continue
        last = output
        yield output


def _output_agrees(made: NotebookNode, committed: NotebookNode) -> bool:
    if made.output_type != committed.output_type or made.get("name") != committed.get("name"):
        return False
    if made.output_type == "stream":
        return texts_agree(made.text, committed.text)
    if made.output_type == "error":
        return made.ename == committed.ename and texts_agree(made.evalue, committed.evalue)
    if set(made.data) != set(committed.data):
        return False
    return all(_data_agrees(mime, made.data[mime], committed.data[mime]) for mime in made.data)


def _data_agrees(mime: str, made: str | dict, committed: str | dict) -> bool:
    if mime == "image/png":
        return pictures_agree(made, committed)
    if not isinstance(made, str) or not isinstance(committed, str):
        return made == committed
    ours, theirs = EMBEDDED.findall(made), EMBEDDED.findall(committed)
    if len(ours) != len(theirs) or not texts_agree(EMBEDDED.sub("", made), EMBEDDED.sub("", committed)):
        return False
    return all(pictures_agree(*pair) for pair in zip(ours, theirs, strict=True))


def _normalised(text: str) -> str:
    """Return the text without what differs from run to run: addresses in memory, blanks at ends of lines."""
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    return "\n".join(line.rstrip() for line in text.splitlines())


def _pixels(png: bytes) -> np.ndarray:
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    return np.asarray(image, dtype=float)
