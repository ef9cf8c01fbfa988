"""Widgets: pictures that answer controls, questions that answer, and both without ipywidgets."""

import json
import sys

import matplotlib.pyplot as plt
import pytest

from numopt import plot
from numopt.plot import questions

VIEW = "application/vnd.jupyter.widget-view+json"
QUESTION = ("Is water wet?", ["yes", "no"], 0, "It wets.")


def draw(size=2.0, kind="line", grid=False, number=1):
    """A picture whose words say what it was drawn with."""
    if kind == "broken":
        raise ValueError("no such <kind>")
    figure, ax = plt.subplots(figsize=(1, 1))
    ax.plot([0, size])
    return plot.show(figure, f"size {size:g}, {kind}, {grid}, {number}")


@pytest.fixture
def without_widgets(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)


@pytest.fixture(autouse=True)
def nobodys_file(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.quiz.json"


def controls(shown):
    return {child.description: child for child in shown.widget.children[:-1]}


def explored():
    return plot.explore(draw, size=(0.0, 3.0, 0.05), kind=["line", "broken"], grid=False, number=(1, 5, 1))


def test_a_picture_starts_with_the_defaults_of_what_draws_it_and_follows_every_control():
    shown = explored()
    movers, frame = controls(shown), shown.widget.children[-1]
    assert 'alt="size 2, line, False, 1"' in frame.value and frame.value == shown.still.as_html()
    movers["size"].value, movers["grid"].value, movers["number"].value = 1.5, True, 4
    assert 'alt="size 1.5, line, True, 4"' in frame.value
    kinds = {name: type(mover).__name__ for name, mover in movers.items()}
    assert kinds == {"size": "FloatSlider", "kind": "Dropdown", "grid": "Checkbox", "number": "IntSlider"}
    assert movers["size"].readout_format == ".2f"


def test_controls_without_a_default_start_where_they_begin():
    def plain(size, kind):
        return draw(size, kind)

    shown = plot.explore(plain, size=[0.5, 1.0], kind=["a", "b"])
    assert "size 0.5, a" in repr(shown)
    assert type(controls(shown)["size"]).__name__ == "SelectionSlider"


def test_a_drawing_that_fails_says_so_in_its_place_and_recovers():
    shown = explored()
    frame = shown.widget.children[-1]
    controls(shown)["kind"].value = "broken"
    assert frame.value == "<pre>ValueError: no such &lt;kind&gt;</pre>"
    controls(shown)["kind"].value = "line"
    assert "<img" in frame.value


def test_what_is_stored_is_the_still_form():
    bundle = explored()._repr_mimebundle_()
    assert VIEW in bundle and "<img" in bundle["text/html"] and "VBox" not in bundle["text/plain"]
    bundle = plot.quiz([QUESTION])._repr_mimebundle_()
    assert VIEW in bundle and "<details>" in bundle["text/html"]


def test_without_ipywidgets_the_same_is_shown_still(without_widgets):
    assert isinstance(explored(), plot.Picture)
    for shown in (plot.predict("How many?", 4), plot.quiz([QUESTION])):
        bundle = shown._repr_mimebundle_()
        assert set(bundle) == {"text/html", "text/plain"} and "<details>" in bundle["text/html"]
    assert repr(plot.quiz([QUESTION])) == "Is water wet? [yes | no]"


@pytest.mark.parametrize(
    ("said", "answer", "reply"),
    [
        ("4", 4, "You said 4; it is 4 steps. That is near enough."),
        ("1/16", 0.0625, "You said 0.0625; it is 0.0625 steps. That is near enough."),
        ("0,5", 5.0, "You said 0.5; it is 5 steps. A factor of 10 lies between."),
        ("2", -2.0, "You said 2; it is -2 steps."),
        (0, 0, "You said 0; it is 0 steps. That is near enough."),
        ("many", 4, "'many' is not a number; type one, such as 3, 0.5, 1/16 or 1e-8."),
        ("1/0", 4, "'1/0' is not a number; type one, such as 3, 0.5, 1/16 or 1e-8."),
    ],
)
def test_a_prediction_is_answered_with_what_is_so(said, answer, reply):
    assert questions.compare(said, answer, "steps") == reply


def test_words_are_compared_as_a_reader_would():
    assert questions.compare(" Newton. ", "newton") == "Yes: it is newton."
    assert questions.compare("Adam", "newton") == "You said Adam; it is newton."


def test_a_typed_prediction_is_answered_and_one_in_a_variable_too():
    shown = plot.predict("How many?", lambda: 4, "steps")
    _, row, reply = shown.widget.children
    field = row.children[0]
    assert reply.value == "" and "4 steps" not in repr(shown)
    field.value = "3"
    assert "You said 3; it is 4 steps." in reply.value
    assert "You said 3; it is 4 steps." in repr(plot.predict("How many?", 4, "steps", said=3))


def test_a_choice_is_explained_and_kept(nobodys_file):
    choice, reply = plot.quiz([QUESTION]).widget.children[1:]
    assert choice.index is None and reply.value == ""
    choice.index = 1
    assert "No: yes. It wets." in reply.value
    assert json.loads(nobodys_file.read_text()) == {"Is water wet?": "no"}
    again, reply = plot.quiz([QUESTION]).widget.children[1:]
    assert again.index == 1 and "It wets." in reply.value


def test_nothing_is_kept_where_nobody_wants_it_or_the_file_is_damaged(monkeypatch, nobodys_file):
    nobodys_file.write_text("[1")
    assert plot.quiz([QUESTION]).widget.children[1].index is None
    monkeypatch.setenv("COURSE_PROGRESS", "")
    plot.quiz([QUESTION]).widget.children[1].index = 0
    assert nobodys_file.read_text() == "[1"


def test_a_quiz_without_a_right_answer_is_refused():
    with pytest.raises(ValueError, match="no number 2"):
        plot.quiz([("?", ["a", "b"], 2, "")])
