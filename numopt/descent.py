"""Descent: the one driver.  A direction says where to go, a line search how far.

x_{k+1} = x_k + alpha_k p_k,    g_k . p_k < 0        (Nocedal & Wright 2006, chapter 3)

A direction is called as ``direction(problem, x, g)`` and returns p.  One that learns from its steps also
has ``update(s, y)``, which is told every step and the change of the gradient along it, and ``reset()``,
which forgets them and says whether there was anything to forget.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from numopt.line_search import BacktrackingLineSearch, Line
from numopt.problems import Problem, counting


class Status(Enum):
    """Why a run ended; the value is the message."""

    CONVERGED = "the gradient norm is below the tolerance"
    SMALL_DECREASE = "the last decrease of f is below the tolerance"
    ITERATION_LIMIT = "the iteration limit was reached"
    NOT_DESCENT = "the direction does not lead downhill"
    NO_PROGRESS = "the model promises no decrease above rounding level, and f does not fall"
    LINE_SEARCH_FAILED = "the line search found no step"
    NOT_FINITE = "f or its gradient is not finite"


@dataclass
class Result:
    """What a run found, in SciPy's words; ``success`` is true where one of the tolerances was met.

    ``x`` and ``jac`` have shape (n,); ``trace`` holds the iterates, the start included, unless it was
    switched off; ``searches`` holds the record of each line search.
    """

    x: np.ndarray
    fun: float
    jac: np.ndarray
    status: Status
    nit: int
    nfev: int
    njev: int
    nhev: int
    trace: list[np.ndarray] = field(default_factory=list)
    searches: list = field(default_factory=list)

    @property
    def success(self) -> bool:
        """True where the run converged."""
        return self.status in (Status.CONVERGED, Status.SMALL_DECREASE)

    @property
    def message(self) -> str:
        """Why the run ended, in words."""
        if self.status is Status.LINE_SEARCH_FAILED:
            return f"{self.status.value}: {self.searches[-1].message}"
        return self.status.value


@dataclass(frozen=True)
class StoppingTests:
    """When a run ends: |g| <= gtol, a decrease of f by at most ftol max(|f|, 1), or max_iterations steps.

    ``norm`` is the order of the gradient's norm, as in numpy.linalg.norm; ``ftol`` None asks for no such
    test.  ValueError where a tolerance or the limit is negative or NaN.
    """

    gtol: float
    ftol: float | None
    norm: float
    max_iterations: int

    def __post_init__(self):
        for name in ("gtol", "ftol", "max_iterations"):
            number = getattr(self, name)
            if number is not None and not number >= 0:
                raise ValueError(f"{name} is {number}; it must not be negative")

    def reason(self, value: float, before: float, g: np.ndarray, nit: int) -> Status | None:
        """Return why to stop, or None; f is ``value``, was ``before`` one step ago; its gradient is ``g``."""
        size = np.linalg.norm(g, self.norm)  # not finite where an entry of g is not
        if not (math.isfinite(value) and math.isfinite(size)):
            return Status.NOT_FINITE
        if size <= self.gtol:
            return Status.CONVERGED
        if self.ftol is not None and before - value <= self.ftol * max(abs(value), 1):
            return Status.SMALL_DECREASE
        return Status.ITERATION_LIMIT if nit >= self.max_iterations else None


def minimise(
    problem: Problem,
    direction: Callable,
    x0: np.ndarray | None = None,
    line_search: Callable | None = None,
    gtol: float = 1e-6,
    norm: float = np.inf,
    max_iterations: int = 1000,
    callback: Callable[[np.ndarray], None] | None = None,
    ftol: float | None = None,
    trace: bool = True,
) -> Result:
    """Return the result of descending from ``x0`` (the problem's start) until one of the StoppingTests holds.

    Without a ``line_search`` it is BacktrackingLineSearch().  ``callback(x)`` sees every new iterate;
    ``trace`` false stores none.  No point is evaluated twice.
    """
    tests = StoppingTests(gtol, ftol, norm, max_iterations)
    problem, counts = counting(problem)
    search = line_search or BacktrackingLineSearch()
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    value, g, before, nit = float(problem.f(x)), problem.grad(x), math.inf, 0
    points, searches = [x], []
    while (status := tests.reason(value, before, g, nit)) is None:
        line = Line(problem.f, problem.grad, x, direction(problem, x, g))
        slope = float(g @ line.p)
        if slope < 0:
            searches.append(search(line, value, slope, moves=line.moves, dphi=line.slope))
        if not slope < 0 or not searches[-1].success:
            if hasattr(direction, "reset") and direction.reset():
                continue
            status = Status.LINE_SEARCH_FAILED if slope < 0 else Status.NOT_DESCENT
            break
        before, value, alpha = value, searches[-1].value, searches[-1].alpha
        x_old, g_old, x, g, nit = x, g, line.go(alpha), line.jac(alpha), nit + 1
        if hasattr(direction, "update"):
            direction.update(x - x_old, g - g_old)
        if trace:
            points.append(x)
        if callback:
            callback(x)
    calls = (counts.f, counts.grad, counts.hess)
    return Result(x, value, g, status, nit, *calls, points if trace else [], searches)


def steepest_descent(problem: Problem, x0=None, **settings) -> Result:
    """Return the result of descending along the negative gradient; ``settings`` are those of minimise."""
    return minimise(problem, lambda _problem, _x, g: -g, x0, **settings)
