"""Write every generated file: ``python -m autograder.authoring.build`` (which is ``make build``).

Text is written as it is made. Executed notebooks keep the committed outputs where the new ones agree.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from autograder import hints
from autograder.authoring import execute, notebooks, numbers
from autograder.authoring.source import SourceError, load_all

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("exercises", "solutions", "notebooks")


def text_files(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yield path and content of each generated file that is not executed: the learners' notebooks."""
    sources = load_all(root / "solutions")
    for source in sources:
        yield (
            root / "exercises" / f"{source.stem}.ipynb",
            notebooks.as_text(notebooks.release_notebook(source)),
        )
    yield root / "autograder" / "hints.json", hints.collect(sources)
    yield root / "notebooks" / "exercises.ipynb", notebooks.as_text(notebooks.collection_notebook(sources))
    for chapter in numbers.chapters(root):
        text = chapter.read_text(encoding="utf-8")
        filled = numbers.fill(text, numbers.values_of(chapter))
        yield chapter, numbers.describe(filled, numbers.pictures_of(chapter))


def executed_notebooks(root: Path = ROOT) -> Iterator[tuple[Path, nbformat.NotebookNode]]:
    """Yield path and notebook, not executed yet, of each notebook that is shown with its outputs."""
    for source in load_all(root / "solutions"):
        yield root / "solutions" / f"{source.stem}.ipynb", notebooks.solution_notebook(source)
    for path in sorted((root / "notebooks").glob("*.py")):
        yield path.with_suffix(".ipynb"), notebooks.plain_notebook(path, f"notebooks/{path.name}")


def stale(root: Path = ROOT) -> list[Path]:
    """Return generated notebooks that nothing generates any more: their source was renamed or removed."""
    wanted = {path for path, _ in text_files(root)} | {path for path, _ in executed_notebooks(root)}
    there = [
        path for folder in ("exercises", "solutions", "notebooks") for path in (root / folder).glob("*.ipynb")
    ]
    return sorted(path for path in there if path not in wanted and _is_generated(path))


def build(root: Path = ROOT, executed: bool = True, only: str = "") -> int:
    """Write the generated files and say so line by line; return 0, or 1 where one could not be made.

    Of the notebooks to execute, ``only`` selects those whose names begin with it; ``executed`` False leaves
    all of them as they are.
    """
    failures = 0
    try:
        for path, text in text_files(root):
            _report(root, path, _write(path, text))
        for path, png in numbers.picture_files(root):
            _report(root, path, _keep_or_draw(path, png))
        for path, notebook in executed_notebooks(root) if executed else ():
            if path.name.startswith(only):
                failures += not _execute(root, path, notebook)
        for path in stale(root):
            path.unlink()
            _report(root, path, "removed: its source is gone")
    except SourceError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 1 if failures else 0


def _execute(root: Path, path: Path, notebook: nbformat.NotebookNode) -> bool:
    """Run and write one notebook; return whether it ran."""
    try:
        made = execute.execute(notebook, path.parent)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as wrong:
        print(f"{path.relative_to(root)} does not run:\n{wrong}", file=sys.stderr)
        return False
    remark = ""
    if path.exists():
        made, changed = execute.keep_committed(made, nbformat.read(path, as_version=4))
        remark = f" (new outputs in {', '.join(changed)})" if changed else ""
    _report(root, path, _write(path, notebooks.as_text(made)) + remark)
    return True


def _write(path: Path, text: str) -> str:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return "unchanged"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return "written"


def _keep_or_draw(path: Path, png: bytes) -> str:
    """Write a picture unless the committed one shows the same."""
    if path.exists() and execute.images_agree(png, path.read_bytes()):
        return "unchanged"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(png)
    return "written"


def _is_generated(path: Path) -> bool:
    return "generated_from" in nbformat.read(path, as_version=4).metadata.get("course", {})


def _report(root: Path, path: Path, what: str) -> None:
    print(f"{path.relative_to(root).as_posix():40} {what}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.authoring.build", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--text-only", action="store_true", help="leave out the notebooks that have to be executed"
    )
    parser.add_argument(
        "--only", default="", metavar="NAME", help="execute those alone whose names begin so: ex01"
    )
    options = parser.parse_args(arguments)
    return build(executed=not options.text_only, only=options.only)


if __name__ == "__main__":
    sys.exit(main())
