"""The autograder: one set of checks behind three doors (notebook, command line, nbgrader)."""

from autograder.hints import hint
from autograder.notebook import check, say_kindly_what_is_not_written
from autograder.progress import progress

__all__ = ["check", "hint", "progress"]

say_kindly_what_is_not_written()
