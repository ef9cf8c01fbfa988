"""``check``: the door in the learner's own notebook."""

import ast
import os
import sys
from dataclasses import replace

from autograder import exercise as exercises
from autograder import hints, progress
from autograder.examine import PUBLIC_SEED, examine
from autograder.result import Result
from autograder.session.local import LocalSession


class NotAllPassed(AssertionError):
    """Raised by a check cell where nbgrader runs it: the cell must not pass unless all is right."""


def check(exercise: str, part: str | None = None, seed: int | None = None) -> Result:
    """Return what the checks of an exercise (or of one part) find in this notebook: a card to read.

    This is practice: it draws its instances from a public seed, and grading draws fresh ones.
    ValueError for an exercise or part that does not exist.
    """
    found = exercises.load(exercise)
    if part is not None and part not in found.parts:
        raise ValueError(f"{exercise} has no part {part!r}; it has {', '.join(found.parts)}")
    door = os.environ.get("NBGRADER_EXECUTION")
    if door == "autograde":
        raise NotAllPassed(
            "No marks from this cell: the course's own configuration of nbgrader was not in use. "
            "Marks are given by the examiner, outside the notebook (see nbgrader_config.py)."
        )
    session = LocalSession(_names(sys._getframe(1)), found)
    result = replace(
        examine(found, session, PUBLIC_SEED if seed is None else seed),
        isolation="",
        practice=True,
        hints=tuple(hints.known().get(exercise, ())),
    )
    if door is None:
        progress.record(result)
    if part is not None:
        result = result.part(part)
    if door == "validate" and not result.passed:
        raise NotAllPassed("\n" + str(result))
    return result


def say_kindly_what_is_not_written() -> None:
    """In a notebook, let a cell that meets an unwritten function say so in a line, not in a traceback.

    An unanswered notebook then runs from top to bottom: what is not written yet is no error, and neither
    is a name that a waiting cell would have set.
    """
    shell = _shell()
    if shell is not None:
        waiting = Waiting()
        shell.set_custom_exc((NotImplementedError, NameError), waiting.meet)
        shell.events.register("post_run_cell", waiting.note)


class Waiting:
    """The names that cells would have set if they had not met an unwritten function."""

    def __init__(self):
        self.names: set[str] = set()

    def meet(self, shell, kind, error, trace, tb_offset=None) -> None:
        """Print one kind line; show any other NameError as IPython does."""
        if self.explains(error):
            print(f"{error.name} is not there yet: the cell that sets it waits for an unwritten function.")
        elif isinstance(error, NameError):
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
            return
        else:
            while trace.tb_next is not None:
                trace = trace.tb_next
            name = trace.tb_frame.f_code.co_qualname
            what = "This" if name.startswith("<") else name.removesuffix(".__init__")
            print(f"{what} is not written yet: write it above, run its cell, then this one again.")
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")  # a figure that was begun and will not be finished

    def note(self, result) -> None:
        """Keep or forget the names that the cell sets; what was said kindly is no error."""
        error = result.error_in_exec
        waits = isinstance(error, NotImplementedError) or self.explains(error)
        if waits:
            result.error_in_exec = None
            self.names |= _set_by(result.info.raw_cell)
        elif error is None and result.error_before_exec is None:
            self.names -= _set_by(result.info.raw_cell)

    def explains(self, error) -> bool:
        """Say whether the error is about a name that a waiting cell would have set."""
        return isinstance(error, NameError) and getattr(error, "name", None) in self.names


def _set_by(source: str) -> set[str]:
    """Return the names that a cell sets; none where it is no plain Python."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return set()
    assigned = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return assigned | {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))}


def _names(caller) -> dict:
    """Return the names of the notebook, or of the script that calls."""
    shell = _shell()
    return shell.user_ns if shell is not None else caller.f_globals


def _shell():
    """Return IPython's shell, or None outside a notebook; IPython itself is not loaded for it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
