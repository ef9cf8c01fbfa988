"""The autograder: one set of checks behind three doors (notebook, command line, nbgrader)."""

from autograder.notebook import check

__all__ = ["check"]
