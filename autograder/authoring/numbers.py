"""Writes computed numbers into a text: the value before each ``<!--name-->`` is that of ``name``.

The text reads properly everywhere, and no number in it is typed by hand.  A chapter ``notes/x.md`` has its
values in ``notes/x.py``, in a function ``values() -> dict[str, str]``.
"""

import importlib.util
import re
from pathlib import Path

MARK = re.compile(r"(?P<value>[^\s|*$]*)(?P<mark><!--(?P<name>[a-z_0-9]+)-->)")


def values_of(chapter: Path) -> dict[str, str]:
    """Return the computed values of a chapter."""
    spec = importlib.util.spec_from_file_location(f"numbers_of_{chapter.stem}", chapter.with_suffix(".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.values()


def fill(text: str, values: dict[str, str]) -> str:
    """Return the text with its numbers; KeyError for a name that has no value."""
    return MARK.sub(lambda found: values[found["name"]] + found["mark"], text)


def names_in(text: str) -> set[str]:
    """Return the names of all marks in a text."""
    return {found["name"] for found in MARK.finditer(text)}


def chapters(root: Path) -> list[Path]:
    """Return the chapters that have computed numbers, in order."""
    return sorted(path for path in (root / "notes").glob("*.md") if path.with_suffix(".py").exists())
