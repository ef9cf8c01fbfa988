"""Questions to a learner: a prediction to make before looking, and a few things to recall.

Nothing here is graded.  What is chosen in a quiz is kept in a file that only the learner has, so that it is
still there tomorrow: see ``PLACE``.  Without ipywidgets the answers stand folded under the questions.
"""

import html
import json
import math
import os
from fractions import Fraction
from pathlib import Path

from numopt.plot.widgets import Live, ipywidgets

PLACE = "COURSE_PROGRESS"  # names the file of progress; the quiz has its own beside it, none if it is empty
DEFAULT = ".numerical-optimisation-course.json"  # in the learner's home


class Words:
    """Text for a notebook: as HTML, and plain."""

    def __init__(self, as_html: str, plain: str):
        self.html, self.plain = as_html, plain

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": self.plain}

    def __repr__(self):
        return self.plain


# A prediction -------------------------------------------------------------------------------------


def predict(question: str, answer, unit: str = "", near: float = 0.1, said=None) -> Words | Live:
    """Return a field for a typed prediction, which is answered with what really happens.

    ``answer`` is a number or a word, or a function that returns it; a number is near where it is within
    the fraction ``near`` of the answer.  Without widgets the prediction is ``said``: type it there and run
    the cell again.
    """
    answer = answer() if callable(answer) else answer
    if said is not None:
        text = compare(said, answer, unit, near)
        return Words(_paragraph(question) + _paragraph(text), f"{question}\n{text}")
    folded = _folded("Predict first, then look", f"It is {_worded(answer, unit)}.")
    plain = f"Predict: {question} (Put your answer into said=... and run the cell again.)"
    still, module = Words(_paragraph(question) + folded, plain), ipywidgets()
    if module is None:
        return still
    field = module.Text(placeholder="your prediction", description="I say", continuous_update=False)
    button, reply = module.Button(description="Compare"), module.HTML()

    def respond(_):
        if field.value.strip():
            reply.value = _reply(compare(field.value, answer, unit, near))

    field.observe(respond, names="value")  # Enter
    button.on_click(respond)
    return Live(module.VBox([module.HTML(_paragraph(question)), module.HBox([field, button]), reply]), still)


def compare(said, answer, unit: str = "", near: float = 0.1) -> str:
    """Return what to say to a prediction: what was said, what is so, and how far apart they are."""
    truth = f"it is {_worded(answer, unit)}"
    if isinstance(answer, str):
        return f"You said {said}; {truth}." if not _same(said, answer) else f"Yes: {truth}."
    number = _number(said)
    if number is None:
        return f"{said!r} is not a number; type one, such as 3, 0.5, 1/16 or 1e-8."
    begin = f"You said {number:.4g}; {truth}."
    if math.isclose(number, answer, rel_tol=near, abs_tol=1e-300):
        return f"{begin} That is near enough."
    if number * answer > 0:
        return f"{begin} A factor of {max(number / answer, answer / number):.2g} lies between."
    return begin


def _same(said, answer: str) -> bool:
    return str(said).strip().strip(".").casefold() == answer.strip().strip(".").casefold()


def _number(said) -> float | None:
    """Return what was typed as a number: 3, 0.5, 0,5, 1/16, 1e-8; None where it is none."""
    text = str(said).strip().replace(",", ".")
    try:
        return float(Fraction(text)) if "/" in text else float(text)
    except (ValueError, ZeroDivisionError):
        return None


def _worded(answer, unit: str) -> str:
    text = answer if isinstance(answer, str) else f"{answer:.4g}"
    return f"{text} {unit}".strip()


# A quiz -------------------------------------------------------------------------------------------


def quiz(questions: list) -> Words | Live:
    """Return questions with a choice each: (question, options, index of the right one, explanation).

    A choice is answered with the explanation, whatever it was.  ValueError where an index names no option.
    """
    for question, options, right, _ in questions:
        if not 0 <= right < len(options):
            raise ValueError(f"{question!r} has {len(options)} options, and no number {right}")
    still, module = _still(questions), ipywidgets()
    if module is None:
        return still
    return Live(module.VBox([part for one in questions for part in _asked(module, *one)]), still)


def _asked(module, question, options, right, explanation) -> list:
    """Return the widgets of one question."""
    before = _kept().get(question)
    choice = module.RadioButtons(
        options=options, index=options.index(before) if before in options else None, layout={"width": "auto"}
    )
    reply = module.HTML()

    def respond(_change=None):
        if choice.value is not None:
            begin = "Yes." if choice.index == right else f"No: {options[right]}."
            reply.value = _reply(f"{begin} {explanation}")
            _keep(question, choice.value)

    respond()
    choice.observe(respond, names="index")
    return [module.HTML(_paragraph(question, strong=True)), choice, reply]


def _still(questions) -> Words:
    parts, lines = [], []
    for question, options, right, explanation in questions:
        listed = "".join(f"<li>{html.escape(option)}</li>" for option in options)
        folded = _folded("Choose first, then look", f"{options[right]}. {explanation}")
        parts.append(f"{_paragraph(question, strong=True)}<ul>{listed}</ul>{folded}")
        lines.append(f"{question} [{' | '.join(options)}]")
    return Words("".join(parts), "\n".join(lines))


def _kept() -> dict:
    """Return what was chosen before, question by question; nothing where the file cannot be read."""
    place = _place()
    try:
        kept = json.loads(place.read_text(encoding="utf-8")) if place else {}
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(question: str, chosen: str) -> None:
    place, kept = _place(), _kept()
    if place is None or kept.get(question) == chosen:
        return
    try:
        place.write_text(json.dumps(kept | {question: chosen}, indent=1, sort_keys=True), encoding="utf-8")
    except OSError:
        pass  # a full or locked disk is no reason to stop answering


def _place() -> Path | None:
    named = os.environ.get(PLACE)
    if named == "":
        return None
    return Path(named or Path.home() / DEFAULT).with_suffix(".quiz.json")


# Their HTML ---------------------------------------------------------------------------------------


def _paragraph(text: str, strong: bool = False) -> str:
    text = html.escape(text)
    return f"<p style='margin:0.5em 0 0.2em'>{f'<b>{text}</b>' if strong else text}</p>"


def _reply(text: str) -> str:
    return f"<div role='status' style='line-height:1.4;max-width:44em'>{html.escape(text)}</div>"


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{html.escape(summary)}</summary>{html.escape(text)}</details>"
