"""The card that a learner reads: as HTML in a notebook, as text in a terminal."""

import html as escaping
import textwrap
from dataclasses import replace

WIDTH = 92
MARKS = {"passed": "✓", "failed": "✗", "unchecked": "?"}
# Colours of Okabe and Ito's set, darkened for text on white; never the only sign (see MARKS).
COLOURS = {"passed": "#00674b", "failed": "#a34400", "unchecked": "#5b5b5b"}
STATUS_WORDS = {
    "graded": "",
    "unanswered": "not answered yet",
    "timed out": "ran out of time",
    "crashed": "its process ended",
    "unreadable": "could not be read",
    "unchecked": "could not be checked completely",
}


def text(result) -> str:
    """Return the card as plain text."""
    lines = [_headline(result), ""]
    if result.status == "unreadable":
        lines += _wrapped(result.reason, "  ")
        return "\n".join(lines)
    for letter in sorted({o.part for o in result.outcomes}):
        part = result.part(letter)
        lines.append(f"({letter})  {_of(part)}")
        for outcome in _told_once(part.outcomes):
            lines += _text_outcome(outcome)
        lines.append("")
    lines += [line for note in _footer(result) for line in _wrapped(note, "")]
    return "\n".join(lines).rstrip()


def _told_once(outcomes):
    """Yield the outcomes, with each diagnosis told in full only where it first occurs."""
    told = set()
    for outcome in outcomes:
        if outcome.diagnosis and outcome.diagnosis in told:
            outcome = replace(outcome, explanation="(The same mistake as above.)", next_step="")
        told.add(outcome.diagnosis)
        yield outcome


def _text_outcome(outcome) -> list[str]:
    lines = _wrapped(outcome.title, f"  {MARKS[outcome.status]} ", "    ")
    if outcome.status != "passed":
        lines += _wrapped(outcome.measured, "      ")
        lines += _wrapped(outcome.explanation, "      ")
        lines += _wrapped(outcome.next_step, "      Try next: ", "      ") if outcome.next_step else []
    return lines


def _wrapped(words: str, first: str, then: str | None = None) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=first if then is None else then
    )


def html(result) -> str:
    """Return the card as one self-contained piece of HTML, readable on light and dark pages."""
    body = "".join(_html_part(result.part(letter)) for letter in sorted({o.part for o in result.outcomes}))
    if result.status == "unreadable":
        body = f"<p>{_safe(result.reason)}</p>"
    footer = "".join(
        f"<div style='color:#5b5b5b;font-size:12px;margin-top:6px'>{_safe(note)}</div>"
        for note in _footer(result)
    )
    return (
        "<div role='region' aria-label='Result of the checks' style='background:#ffffff;color:#1a1a1a;"
        "border:1px solid #c8c8c8;border-radius:6px;padding:12px 16px;max-width:760px;"
        "font-family:system-ui,sans-serif;font-size:14px;line-height:1.45'>"
        f"<div style='font-size:15px;font-weight:600'>{_safe(_headline(result))}</div>{body}{footer}</div>"
    )


def _html_part(part) -> str:
    letter = part.outcomes[0].part
    rows = "".join(_html_outcome(outcome) for outcome in _told_once(part.outcomes))
    return (
        f"<div style='margin-top:10px;font-weight:600'>({_safe(letter)}) "
        f"<span style='font-weight:400;color:#5b5b5b'>{_safe(_of(part))}</span></div>{rows}"
    )


def _html_outcome(outcome) -> str:
    colour = COLOURS[outcome.status]
    sign = f"<span style='color:{colour};font-weight:700' aria-label='{outcome.status}'>"
    line = f"<div style='margin:4px 0 0 2px'>{sign}{MARKS[outcome.status]}</span> {_safe(outcome.title)}"
    if outcome.status == "passed":
        note = f" <span style='color:#5b5b5b'>{_safe(outcome.measured)}</span>" if outcome.measured else ""
        return f"{line}{note}</div>"
    texts = [f"<div>{_safe(outcome.measured)}</div>"]
    if outcome.explanation:
        texts.append(f"<div style='margin-top:4px'>{_safe(outcome.explanation)}</div>")
    if outcome.next_step:
        texts.append(f"<div style='margin-top:4px'><b>Try next:</b> {_safe(outcome.next_step)}</div>")
    if outcome.detail:
        texts.append(
            "<details style='margin-top:4px'><summary>Traceback</summary><pre style='background:#f5f5f5;"
            f"color:#1a1a1a;padding:6px;overflow-x:auto;font-size:12px'>{_safe(outcome.detail)}</pre></details>"
        )
    box = f"margin:2px 0 8px 20px;padding:6px 10px;border-left:3px solid {colour};background:#fafafa"
    return f"{line}</div><div style='{box}'>{''.join(texts)}</div>"


def _headline(result) -> str:
    status = STATUS_WORDS[result.status]
    passed = sum(o.status == "passed" for o in result.outcomes)
    said = status or f"{passed} of {len(result.outcomes)} checks passed"
    return f"{result.exercise}  {result.title}: {_of(result)} ({said})"


def _of(result) -> str:
    return f"{result.marks:g} of {result.max_marks:g} marks"


def _footer(result) -> list[str]:
    """Return what is said once, under the checks."""
    notes = []
    failed = sorted({o.part for o in result.outcomes if o.status == "failed"} & set(result.hints))
    if failed:
        notes.append(f'Stuck? hint("{result.exercise}", "{failed[0]}") shows the next of three hints.')
    if result.practice:
        notes.append("Practice: these instances come from a public seed; grading draws fresh ones.")
    if result.isolation:
        notes.append(result.isolation)
    return notes


def _safe(words: str) -> str:
    """Return text as it may stand in a page: escaped, and without the signs that start a formula."""
    return escaping.escape(words).replace("$", "&#36;")
