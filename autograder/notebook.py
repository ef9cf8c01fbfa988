"""``check``: the door in the learner's own notebook."""

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

    An unanswered notebook then runs from top to bottom: what is not written yet is no error.
    """
    shell = _shell()
    if shell is not None:
        shell.set_custom_exc((NotImplementedError,), _not_written)
        shell.events.register("post_run_cell", _no_error)


def _not_written(_shell, _kind, _error, trace, tb_offset=None) -> None:
    while trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_code.co_qualname
    what = "This" if name.startswith("<") else name.removesuffix(".__init__")
    print(f"{what} is not written yet: write it above, run its cell, then this one again.")


def _no_error(result) -> None:
    if isinstance(result.error_in_exec, NotImplementedError):
        result.error_in_exec = None


def _names(caller) -> dict:
    """Return the names of the notebook, or of the script that calls."""
    shell = _shell()
    return shell.user_ns if shell is not None else caller.f_globals


def _shell():
    """Return IPython's shell, or None outside a notebook; IPython itself is not loaded for it."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
