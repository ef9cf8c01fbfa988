"""Who hands in what: each submission is the released notebook with its answer cells filled."""

import ast
import copy
import json
from collections.abc import Iterator
from pathlib import Path

import nbformat

from autograder import bank
from autograder.authoring import source as sources

HERE = Path(__file__).parent
EXERCISE = "ex01"
PENDING = (
    "The slope of the line is $c_1$ times that of $\\phi$: with $c_1$ near 1 only tiny steps stay below it."
)

SYNTAX_ERROR = (
    "def armijo_trials(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60)\n    return []\n"
)
ENDLESS_LOOP = """\
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    alpha = alpha0
    while alpha > 0:
        alpha = alpha0
    return alpha
"""
YARDSTICK = "the attacks' answer to (a), without an attack"
FULL_STEP = """\
def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    return alpha0
"""
EXIT = """\
import os


def armijo_backtrack(f, grad_f, x, p, alpha0=1.0, rho=0.5, c1=1e-4, max_backtracks=60):
    os._exit(0)
"""
WARNINGS = """\
import sys
import warnings

warnings.simplefilter("always")
for number in range(3):
    warnings.warn(f"this is warning {number}", stacklevel=1)
print("a line on standard error", file=sys.stderr)
"""


def submissions(course: Path) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield (student, what it is, file name, content) for the whole class, the same on every run."""
    released = course / "release" / EXERCISE
    name = next(released.glob("*.ipynb")).name
    for number, (what, content) in enumerate(_class(nbformat.read(released / name, as_version=4)), start=1):
        file_name = "homework.ipynb" if what == "wrong file name" else name
        yield f"student-{number:02d}", what, file_name, content


def _class(released) -> Iterator[tuple[str, bytes]]:
    model = model_answer()
    for answer in bank.accepted(EXERCISE):
        yield f"accepted: {answer.name}", _content(filled(released, {"a": answer.source, "b": "", "c": ""}))
    for answer in bank.wrong(EXERCISE):
        if answer.name in MISTAKES:
            code = without_docstring(answer.source)
            yield f"wrong: {answer.name}", _content(filled(released, model | {answer.part: code}))
    yield YARDSTICK, _content(filled(released, model | {"a": FULL_STEP}))
    yield "unanswered", _content(released)
    yield "part (a) only", _content(filled(released, {"a": model["a"]}))
    yield "syntax error in (b)", _content(filled(released, model | {"b": SYNTAX_ERROR}))
    yield "endless loop in (a)", _content(filled(released, model | {"a": ENDLESS_LOOP}))
    yield "os._exit in (a)", _content(filled(released, model | {"a": EXIT}))
    yield "deleted check cell", _content(without_cell(filled(released, model), f"{EXERCISE}-a-check"))
    yield "not valid JSON", _content(filled(released, model))[:-100]
    yield "wrong file name", _content(filled(released, model))
    yield "right, with warnings", _content(filled(released, model | {"a": WARNINGS + model["a"]}))
    for path in sorted((HERE / "attacks").glob("*.py")):
        yield f"attack: {path.stem}", _content(filled(released, model | {"a": path.read_text("utf-8")}))


MISTAKES = frozenset(
    {
        "along_minus_gradient",
        "alpha_left_out",
        "c1_fixed",
        "flags_inverted",
        "nan_accepted",
        "reversed_inequality",
        "simple_decrease",
        "start_left_out",
        "unit_direction",
        "alpha_carried_over",
        "history_cut_short",
    }
)


def model_answer() -> dict[str, str]:
    """Return the code of the model solution's answer cells, by part."""
    found = {s.id: s for s in sources.load_all(HERE.parent / "solutions")}[EXERCISE]
    return {c.part: sources.without_markers(c.source) for c in found.cells if c.role == "solution"}


def filled(released, answers: dict[str, str]):
    """Return the notebook with these answers, and a sentence for the written question."""
    notebook = copy.deepcopy(released)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        part = grade_id.partition("-")[2]
        if part in answers:
            cell.source = answers[part] or "# written above, with part (a)"
        elif part == "written":
            cell.source = PENDING
    return notebook


def without_cell(notebook, grade_id: str):
    """Return the notebook without one of its cells."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != grade_id]
    return notebook


def without_docstring(code: str) -> str:
    """Return a module's code after its docstring: a learner does not hand in the diagnosis."""
    first = ast.parse(code).body[0]
    return "\n".join(code.splitlines()[first.end_lineno :]).strip() + "\n"


def _content(notebook) -> bytes:
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
