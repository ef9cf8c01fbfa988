"""Writes computed numbers into a text: the value before each ``<!--name-->`` is that of ``name``.

The text reads properly everywhere, and no number in it is typed by hand.  A chapter ``notes/x.md`` has its
values in ``notes/x.py``, in a function ``values() -> dict[str, str]``; its pictures, if it has any, come from
``pictures() -> dict[str, Picture]`` beside it.  The picture ``name`` is the file ``pictures/x_name.png``, and
its alternative text is written into the chapter wherever that file is shown.
"""

import functools
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

MARK = re.compile(r"(?P<value>[^\s|*$]*)(?P<mark><!--(?P<name>[a-z_0-9]+)-->)")
SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\(pictures/(?P<file>[\w-]+\.png)\)")


def values_of(chapter: Path) -> dict[str, str]:
    """Return the computed values of a chapter."""
    return _computed(chapter, "values")


def pictures_of(chapter: Path) -> dict:
    """Return the pictures of a chapter, numopt.plot.Picture, by the names of their files."""
    return {f"{chapter.stem}_{name}.png": made for name, made in _computed(chapter, "pictures").items()}


@functools.cache
def _computed(chapter: Path, what: str) -> dict:
    """Return what the function ``what`` of a chapter's code returns, once a process; {} without one."""
    made = getattr(_module(chapter), what, dict)
    return made()


@functools.cache
def _module(chapter: Path):
    spec = importlib.util.spec_from_file_location(f"numbers_of_{chapter.stem}", chapter.with_suffix(".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(text: str, values: dict[str, str]) -> str:
    """Return the text with its numbers; KeyError for a name that has no value."""
    return MARK.sub(lambda found: values[found["name"]] + found["mark"], text)


def describe(text: str, pictures: dict) -> str:
    """Return the text with the alternative text of the pictures that the chapter draws."""

    def described(found):
        made = pictures.get(found["file"])
        return f"![{made.alt}](pictures/{found['file']})" if made else found[0]

    return SHOWN.sub(described, text)


def names_in(text: str) -> set[str]:
    """Return the names of all marks in a text."""
    return {found["name"] for found in MARK.finditer(text)}


def pictures_in(text: str) -> list[str]:
    """Return the names of the files of all pictures that a text shows."""
    return [found["file"] for found in SHOWN.finditer(text)]


def chapters(root: Path) -> list[Path]:
    """Return the chapters that have computed numbers, in order."""
    return sorted(path for path in (root / "notes").glob("*.md") if path.with_suffix(".py").exists())


def picture_files(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield path and content of each picture that a chapter draws."""
    for chapter in chapters(root):
        for name, made in pictures_of(chapter).items():
            yield chapter.parent / "pictures" / name, made.png
