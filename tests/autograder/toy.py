"""A toy exercise for the tests of the frame: small enough to see at a glance what must happen."""

import numpy as np

from autograder import expect
from autograder.exercise import Exercise, Part, check
from autograder.oracle import Oracle
from autograder.submission import Cell, Submission


def slope(f, x):
    return f(x) * 2.0


def double_slope(f, x):
    return 2.0 * slope(f, x)


@check(part="a", marks=1)
def doubles(learner, draw):
    """slope returns twice f(x)."""
    x = draw.rng.standard_normal(3)
    f = Oracle(lambda z: float(z @ z), "f", n=3, limit=50)
    value = expect.number(learner.slope(f, x), "The slope")
    expect.close(value, 2 * float(x @ x), "The slope", rtol=1e-12)


@check(part="b", marks=2)
def quadruples(learner, draw):
    """double_slope returns four times f(x)."""
    x = draw.rng.standard_normal(3)
    f = Oracle(lambda z: float(z @ z), "f", n=3, limit=50)
    value = expect.number(learner.double_slope(f, x), "The double slope")
    expect.close(value, 4 * float(x @ x), "The double slope", rtol=1e-12)


TOY = Exercise(
    id="ex00",
    title="A toy",
    parts={"a": Part(("slope",), 1), "b": Part(("double_slope",), 2)},
    checks=(doubles, quadruples),
    reference={"slope": slope, "double_slope": double_slope},
    delegated=("scipy.optimize",),
)

RIGHT = "def slope(f, x):\n    return 2 * f(x)\n\ndef double_slope(f, x):\n    return 2 * slope(f, x)\n"


def submission(*sources: str) -> Submission:
    """Return a submission of untagged code cells."""
    return Submission([Cell(source) for source in sources])


def point() -> np.ndarray:
    return np.array([1.0, 2.0, 3.0])
