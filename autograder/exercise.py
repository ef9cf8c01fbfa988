"""An exercise as the grader knows it: its parts, its checks, and the functions they are held against."""

import functools
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from autograder import checks


@dataclass(frozen=True)
class Check:
    """One property of a learner's functions; ``title`` is the sentence that the learner reads."""

    name: str
    part: str
    marks: float
    title: str
    run: Callable  # run(learner, draw) raises expect.Failed where the property does not hold


@dataclass(frozen=True)
class Part:
    """One part of an exercise: the names that a learner writes, and the marks they can earn."""

    functions: tuple[str, ...]
    marks: float


@dataclass(frozen=True)
class Exercise:
    """An exercise; ``reference`` maps each graded name to the function that is right."""

    id: str
    title: str
    parts: dict[str, Part]
    checks: tuple[Check, ...]
    reference: dict[str, Callable]
    delegated: tuple[str, ...]  # libraries that would do the learner's work: see session.calling.libraries

    @property
    def functions(self) -> list[str]:
        """All graded names, in the order of the parts."""
        return [name for part in self.parts.values() for name in part.functions]

    @property
    def max_marks(self) -> float:
        """The marks of all parts together (without the written question)."""
        return sum(part.marks for part in self.parts.values())


def check(part: str, marks: float):
    """Make a check of a function whose docstring is the sentence that it checks."""

    def decorate(function) -> Check:
        title = " ".join(function.__doc__.split("\n\n")[0].split())
        return Check(function.__name__, part, marks, title, function)

    return decorate


def ids() -> list[str]:
    """Return the ids of all exercises there are, in order."""
    return sorted(m.name.split("_")[0] for m in pkgutil.iter_modules(checks.__path__))


@functools.cache
def load(exercise_id: str) -> Exercise:
    """Return the exercise; ValueError for an id that does not exist."""
    for module in pkgutil.iter_modules(checks.__path__):
        if module.name.split("_")[0] == exercise_id:
            return _from_module(exercise_id, importlib.import_module(f"autograder.checks.{module.name}"))
    raise ValueError(f"there is no exercise {exercise_id!r}; there are: {', '.join(ids())}")


def _from_module(exercise_id, module) -> Exercise:
    found = tuple(thing for thing in vars(module).values() if isinstance(thing, Check))
    parts = {
        letter: Part(tuple(functions), sum(c.marks for c in found if c.part == letter))
        for letter, functions in module.PARTS.items()
    }
    return Exercise(exercise_id, module.TITLE, parts, found, module.REFERENCE, tuple(module.DELEGATED))
