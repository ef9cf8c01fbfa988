"""The table in exercises/README.md says what there is."""

import re
from pathlib import Path

import pytest

from autograder import exercise
from autograder.authoring.source import load_all

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "exercises" / "README.md").read_text()
SOURCES = {source.id: source for source in load_all(ROOT / "solutions")}


@pytest.mark.parametrize("id", exercise.ids())
def test_the_row_of_an_exercise_names_its_title_file_and_functions(id):
    known = exercise.load(id)
    row = re.search(rf"^\| {int(id[2:])} \|.*$", TABLE, re.MULTILINE).group()
    assert f"[{known.title}]({SOURCES[id].stem}.ipynb)" in row
    assert re.findall(r"`(\w+)`", row) == known.functions


def test_a_task_lives_in_parts_and_extensions_that_exist():
    tasks = TABLE.split("## Where every task")[1]
    for number, letters in re.findall(r"exercise (\d+) (\([a-d]\)(?:(?:, | to )\([a-d]\))*)", tasks):
        assert set(re.findall(r"\(([a-d])\)", letters)) <= set(exercise.load(f"ex{int(number):02}").parts)
    found = re.findall(r"exercise (\d+)[^|;\n]*?extensions? (\d)(?: and (\d))?", tasks)
    assert found
    for number, *extensions in found:
        cells = SOURCES[f"ex{int(number):02}"].cells
        more = next(cell.source for cell in cells if "If you want more" in cell.source)
        assert max(int(e) for e in extensions if e) <= more.count("- **")


def test_a_problem_is_one_of_the_practice_problems():
    problems = (ROOT / "notes" / "practice.md").read_text()
    numbers = {int(n) for n in re.findall(r"problem (\d+)", TABLE)}
    assert numbers == {int(n) for n in re.findall(r"^## (\d+)\b", problems, re.MULTILINE)}
