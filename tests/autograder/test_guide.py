"""The instructor's guide names what there is."""

import re

import pytest

from autograder import bank, exercise

GUIDE = (bank.HERE.parent / "GUIDE.md").read_text()
SECTIONS = re.split(r"^### (?=\d)", GUIDE, flags=re.MULTILINE)[1:]


@pytest.mark.parametrize("id", exercise.ids())
def test_a_section_has_the_title_the_marks_and_links_that_lead_somewhere(id):
    known = exercise.load(id)
    section = SECTIONS[int(id[2:]) - 1]
    assert section.startswith(f"{int(id[2:])}. {known.title} ★")
    marks = dict(re.findall(r"\(([a-d])\) (\d+)", section.split("Marks:")[1].splitlines()[0]))
    assert {part: float(m) for part, m in marks.items()} == {k: p.marks for k, p in known.parts.items()}
    for link in re.findall(r"\]\((\S+)\)", section):
        assert (bank.HERE.parent / link).exists(), link
    for wanted in ("Aims", "Time", "Misconceptions", "Rubric"):
        assert f"**{wanted}.**" in section


def test_the_commands_of_the_guide_exist():
    from autograder import cli

    for line in re.findall(r"^autograder (.*?)\s*(?:#.*)?$", GUIDE, re.MULTILINE):
        cli._parser().parse_args(line.split())
