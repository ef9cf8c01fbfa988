"""``check``: the door in the learner's own notebook."""

import os
import sys
from dataclasses import replace

from autograder import exercise as exercises
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
        examine(found, session, PUBLIC_SEED if seed is None else seed), isolation="", practice=True
    )
    if part is not None:
        result = result.part(part)
    if door == "validate" and not result.passed:
        raise NotAllPassed("\n" + str(result))
    return result


def _names(caller) -> dict:
    """Return the names of the notebook, or of the script that calls."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell.user_ns if shell is not None else caller.f_globals
