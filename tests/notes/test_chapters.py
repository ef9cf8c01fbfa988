"""Chapters of the notes: pictures are those that their code draws, and whatever they point to is there."""

import ast
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from autograder.authoring import build, execute, numbers
from numopt import plot

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "notes"
TEXTS = sorted(NOTES.glob("*.md"))
CHAPTERS = [path for path in numbers.chapters(ROOT) if path.name[0].isdigit()]
INCLUDE = re.compile(r"```\{literalinclude\} (\S+)\n((?::.*\n)*)```")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?: \"[^\"]*\")?\)")
CITED = re.compile(r"\(references\.bib \"(\w+)\"\)")
LARGEST = 60_000  # bytes of one picture
BIBLIOGRAPHY = set(re.findall(r"^@\w+\{(\w+),", (NOTES / "references.bib").read_text(), re.MULTILINE))


def slug(heading: str) -> str:
    """The anchor that a code host and MyST make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    """The anchors of a Markdown file, fenced text left out."""
    text = re.sub(r"^```.*?^```", "", path.read_text(), flags=re.MULTILINE | re.DOTALL)
    return {slug(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_pictures_of_a_chapter_are_those_that_its_code_draws(chapter):
    drawn = numbers.pictures_of(chapter)
    shown = numbers.pictures_in(chapter.read_text())
    assert sorted(shown) == sorted(drawn), "each picture is shown once"
    for name, made in drawn.items():
        committed = (NOTES / "pictures" / name).read_bytes()
        assert execute.images_agree(made.png, committed), f"{name}: make build draws it anew"
        assert len(committed) <= LARGEST, name


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_alternative_text_is_that_of_the_code(chapter):
    text = chapter.read_text()
    assert numbers.describe(text, numbers.pictures_of(chapter)) == text, "make build writes it anew"


def test_no_picture_is_left_over():
    drawn = {path.name for path, _ in numbers.picture_files(ROOT)}
    there = {path.name for path in (NOTES / "pictures").glob("[0-9]*.png")}
    assert there == drawn


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_included_code_exists_and_is_linked(text):
    for file, options in INCLUDE.findall(text.read_text()):
        tree = ast.parse((NOTES / file).read_text())
        for name in re.findall(r":pyobject: (\S+)", options):
            node = tree
            for part in name.split("."):
                node = next(n for n in node.body if getattr(n, "name", None) == part)
        assert f"]({file})" in text.read_text(), f"readers on a code host need a link to {file}"


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_links_lead_somewhere(text):
    for target in LINK.findall(text.read_text()):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        path = (text.parent / file) if file else text
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor in anchors(path), target


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_what_is_cited_is_in_the_bibliography(text):
    assert set(CITED.findall(text.read_text())) <= BIBLIOGRAPHY


def a_picture(height):
    """A picture of one line."""
    figure, ax = plt.subplots()
    ax.plot([0, 1], [0, height], linewidth=20)
    ax.set_ylim(0, 2)
    return plot.show(figure, f"It rises to {height}.")


def test_a_picture_is_kept_where_it_shows_the_same_and_drawn_anew_where_not(tmp_path):
    path = tmp_path / "pictures" / "x.png"
    assert build._keep_or_draw(path, a_picture(1).png) == "written"
    assert build._keep_or_draw(path, a_picture(1).png) == "unchanged"
    assert build._keep_or_draw(path, a_picture(2).png) == "written"


def test_alternative_text_is_written_into_the_chapter():
    pictures = {"x_line.png": a_picture(1)}
    assert numbers.describe("![old](pictures/x_line.png)", pictures) == (
        "![It rises to 1.](pictures/x_line.png)"
    )
    assert numbers.describe("![kept](pictures/other.png)", pictures) == "![kept](pictures/other.png)"
