"""Where a mark comes from, in one line: enough to draw the same instances and check the same answer again."""

import hashlib
import importlib.metadata
import inspect
import platform

import numpy as np

from autograder import exercise


def line(exercise_id: str, marks: float, max_marks: float, seed: int) -> str:
    """Return the line that is kept with a mark: for staff alone, since it says the seed."""
    return (
        f"{exercise_id}: {marks:g} of {max_marks:g} marks; seed {seed}; course {version()}, "
        f"checks {checks_digest(exercise_id)}, Python {platform.python_version()}, NumPy {np.__version__}"
    )


def version() -> str:
    """Return the version of the course that is installed."""
    try:
        return importlib.metadata.version("numerical-optimisation-course")
    except importlib.metadata.PackageNotFoundError:  # used from its folder, not installed
        return "unknown"


def checks_digest(exercise_id: str) -> str:
    """Return a short name of the text of the exercise's checks."""
    module = inspect.getmodule(exercise.load(exercise_id).checks[0].run)
    return hashlib.sha256(inspect.getsource(module).encode()).hexdigest()[:8]
