"""The bank: answers whose marks are known, accepted ones and wrong ones, a folder an exercise.

A wrong answer is a Python file with the functions of one part.  Its docstring carries the diagnosis:

    Title, one line.

    Part: a
    Twins: another_name        (answers that cannot be told apart from outside; optional)

    What the function did and why that matters.

    Next: one thing to look at.
"""

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """One answer of the bank; the last four fields are those of a wrong one."""

    name: str
    source: str
    title: str
    part: str = ""
    twins: tuple[str, ...] = ()
    explanation: str = ""
    next_step: str = ""


@functools.cache
def accepted(exercise_id: str) -> tuple[Answer, ...]:
    """Return the accepted answers of an exercise, by name."""
    return tuple(
        Answer(path.stem, source, ast.get_docstring(ast.parse(source)).splitlines()[0])
        for path, source in _files(exercise_id, "accepted")
    )


@functools.cache
def wrong(exercise_id: str) -> tuple[Answer, ...]:
    """Return the wrong answers of an exercise, by name; ValueError where a diagnosis is malformed."""
    return tuple(_wrong(path, source) for path, source in _files(exercise_id, "wrong"))


def _files(exercise_id, folder):
    return [(path, path.read_text()) for path in sorted((HERE / exercise_id / folder).glob("*.py"))]


def _wrong(path: Path, source: str) -> Answer:
    title, *rest = [
        " ".join(p.split()) if not p.startswith("Part:") else p
        for p in ast.get_docstring(ast.parse(source)).split("\n\n")
    ]
    heads = dict(line.split(":", 1) for p in rest if p.startswith("Part:") for line in p.splitlines())
    texts = [p for p in rest if not p.startswith("Part:")]
    next_steps = [p for p in texts if p.startswith("Next:")]
    if "Part" not in heads or len(next_steps) != 1:
        raise ValueError(f"{path.name}: the docstring needs a 'Part:' line and one 'Next:' paragraph")
    return Answer(
        path.stem,
        source,
        title,
        part=heads["Part"].strip(),
        twins=tuple(t.strip() for t in heads.get("Twins", "").split(",") if t.strip()),
        explanation=" ".join(p for p in texts if not p.startswith("Next:")),
        next_step=next_steps[0].removeprefix("Next:").strip(),
    )
