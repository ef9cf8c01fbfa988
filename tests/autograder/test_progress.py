"""``hint`` and ``progress``: for the learner alone, kept in a small file that may be missing or broken."""

import json

import pytest

from autograder import check, exercise, hint, hints, progress
from autograder.authoring.source import load_all
from autograder.verify import SOLUTIONS, model_source


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    return path


def run(source: str, part=None):
    """Return what check says of a script with these functions."""
    names = {"__name__": "script", "part": part}
    exec(source + "\nfound = check('ex01', part)\n", names)
    return names["found"]


def test_a_check_is_remembered_and_never_forgotten_for_a_worse_one(file):
    first = model_source("ex01").replace("armijo_trials", "not_this").replace("gradient_descent", "nor_this")
    assert run(first).marks == 4
    assert json.loads(file.read_text())["ex01"]["parts"] == {"a": 4.0, "b": 0.0, "c": 0.0}
    assert check("ex01").marks == 0
    (tile, *_) = progress().tiles
    assert (tile.marks, tile.max_marks) == (4, 10)


def test_there_is_a_tile_for_every_exercise(file):
    shown = progress()
    assert [tile.exercise for tile in shown.tiles] == exercise.ids()
    assert shown._repr_html_().count("listitem") == len(exercise.ids()) == len(str(shown).splitlines())


def test_hints_come_one_after_the_other_and_begin_again(file):
    seen = [hint("ex01", "a") for _ in range(4)]
    assert [h.left for h in seen] == [2, 1, 0, 2] and seen[0] == seen[3]
    assert hint("ex01", "b").left == 2
    assert progress().tiles[0].hints == 5
    assert seen[1].text in seen[1]._repr_markdown_()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"ex01": 3}', '{"ex01": {"parts": 3}}', "\x00"])
def test_a_broken_file_is_an_empty_one(file, content):
    file.write_text(content)
    assert progress().tiles[0].marks == 0
    assert hint("ex01", "a").left == 2


def test_marks_in_the_file_are_bounded(file):
    file.write_text('{"ex01": {"parts": {"a": 99, "b": -1, "c": "ten"}}}')
    assert progress().tiles[0].marks == 4


def test_a_home_that_cannot_be_written_to_costs_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "no" / "such" / "folder"))
    assert check("ex01").max_marks == 10 and hint("ex01", "a").left == 2


def test_what_does_not_exist_is_named(file):
    with pytest.raises(ValueError, match="ex77"):
        hint("ex77", "a")
    with pytest.raises(ValueError, match="'z'"):
        hint("ex01", "z")


def test_every_part_has_three_hints():
    assert json.loads(hints.FILE.read_text()) == json.loads(hints.collect(load_all(SOLUTIONS)))
    for name in exercise.ids():
        found = hints.known()[name]
        assert set(found) == set(exercise.load(name).parts)
        assert all(len(three) == 3 and all(h["text"] for h in three) for three in found.values())


def test_the_card_of_a_failed_part_says_how_to_get_a_hint(file):
    assert 'hint("ex01", "b")' in str(check("ex01", part="b"))
    assert "hint(" not in str(run(model_source("ex01"), part="b"))
