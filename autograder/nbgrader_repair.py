"""What nbgrader's gradebook needs before it can take in a damaged notebook: its own cells, as released."""

import os
import re
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor


class CoursePreprocessor(NbGraderPreprocessor):
    """A preprocessor that knows its course folder."""

    @property
    def root(self) -> Path:
        """The course folder: nbgrader's converter knows it, and works in it."""
        converter = getattr(self.parent, "parent", None)
        coursedir = getattr(converter, "coursedir", None)
        return Path(coursedir.root if coursedir is not None else os.getcwd())

    def submitted(self, about) -> Path:
        """Return the file that the learner handed in."""
        folder = self.root / "submitted" / about["student"] / about["assignment"]
        return folder / f"{about['notebook']}.ipynb"

    def released(self, resources) -> list[NotebookNode]:
        """Return the cells of the notebook as it was handed out."""
        about = resources["nbgrader"]
        path = self.root / "release" / about["assignment"] / f"{about['notebook']}.ipynb"
        try:
            return nbformat.read(path, as_version=4).cells
        except OSError as error:
            raise NbGraderException(f"{path} is missing: run `nbgrader generate_assignment`") from error


def grade_id(cell) -> str | None:
    """Return nbgrader's name of the cell, or None."""
    about = cell.get("metadata", {}).get("nbgrader")
    return about.get("grade_id") if isinstance(about, dict) else None


class Repair(CoursePreprocessor):
    """Gives a damaged notebook its own cells back, so that nbgrader's gradebook can take it in.

    Cells are known by grade id, then by cell id.  Their metadata come from the release; a missing cell is
    put where it was; cells that nobody handed out lose any claim to be graded, and their text cannot
    carry HTML into the pages that staff open.
    """

    def preprocess(self, nb, resources):
        """Return the notebook with every cell of the release that nbgrader knows."""
        released = self.released(resources)
        cells = {grade_id(cell): cell for cell in released if grade_id(cell)}
        by_id = {cell["id"]: name for name, cell in cells.items() if "id" in cell}
        texts = {cell.source for cell in released}
        found = {}
        for cell in nb.cells:
            name = grade_id(cell)
            if not isinstance(name, str) or name not in cells:
                name = by_id.get(cell.get("id"))
            cell.metadata.pop("nbgrader", None)
            if name is not None and name not in found:
                found[name] = cell
                self._restore(cell, cells[name])
            if cell.cell_type != "code" and cell.source not in texts:
                neutralise(cell)
        self._put_back(nb, released, found)
        nb.metadata.pop("widgets", None)
        return nb, resources

    def _restore(self, cell, original):
        cell.metadata = deepcopy(original.metadata)
        if cell.cell_type != original.cell_type:
            cell.cell_type = original.cell_type
            for key in ("outputs", "execution_count"):
                cell.pop(key, None)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        if cell.cell_type == "code":
            cell.pop("attachments", None)

    def _put_back(self, nb, released, found):
        """Insert each missing cell behind the one that it followed in the release."""
        behind = None
        for original in released:
            name = grade_id(original)
            if name is None:
                continue
            if name not in found:
                self.log.warning("Cell %s was missing and has been put back", name)
                cell = deepcopy(original)
                at = next((i + 1 for i, c in enumerate(nb.cells) if c is behind), 0)
                nb.cells.insert(at, cell)
                found[name] = cell
            behind = found[name]


_PICTURE = re.compile(r"!\[(?![^\]]*\]\(attachment:)")
# A link or a definition of one, with what follows: a space keeps it text, and changes no formula and no code.
_LINK = re.compile(r"\](?=\((?!\s*(?:https?://|attachment:|#))|:(?!\s*https?://))")
_ATTACHED = re.compile(r"\](?=\(\s*attachment:([^)\s]*))")
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def neutralise(cell) -> None:
    """Take from a learner's text cell what would run, or be fetched, on the page of whoever reads it."""
    if cell.cell_type == "raw":
        cell.cell_type = "markdown"
    cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "nbgrader"})
    cell.source = _PICTURE.sub(r"!\\[", re.sub(r"<(?=[A-Za-z/!?])", "&lt;", cell.source))
    cell.source = _LINK.sub("] ", cell.source)
    attached = cell.pop("attachments", {})
    kept = {n: p for n, p in attached.items() if re.fullmatch(r"[\w.-]+", n) and set(p) <= _PICTURES and p}
    cell.source = _ATTACHED.sub(lambda m: "]" if m[1] in kept else "] ", cell.source)
    if kept:
        cell.attachments = NotebookNode(kept)
