"""Descent: the one driver.  A direction says where to go, a line search how far.

x_{k+1} = x_k + alpha_k p_k,    g_k . p_k < 0        (Nocedal & Wright 2006, chapter 3)
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from numopt.line_search import BacktrackingLineSearch, along
from numopt.problems import Problem, counting


class Status(Enum):
    """Why a run ended; the value is the message."""

    CONVERGED = "the gradient norm is below the tolerance"
    ITERATION_LIMIT = "the iteration limit was reached"
    LINE_SEARCH_FAILED = "no step along the direction decreases f enough"
    NOT_FINITE = "f or its gradient is not finite"


@dataclass
class Result:
    """What a run found, in SciPy's words; ``success`` is true for Status.CONVERGED alone.

    ``x`` and ``jac`` have shape (n,); ``trace`` holds the iterates, the start included; ``searches``
    holds the record of each line search.
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
        return self.status is Status.CONVERGED

    @property
    def message(self) -> str:
        """Why the run ended, in words."""
        return self.status.value


def minimise(
    problem: Problem,
    direction: Callable,
    x0: np.ndarray | None = None,
    line_search=None,
    tol: float = 1e-6,
    max_iterations: int = 1000,
    callback: Callable[[np.ndarray], None] | None = None,
) -> Result:
    """Return the result of descending from ``x0`` (the problem's start) until |g|_2 < ``tol``.

    ``direction(problem, x, g)`` returns p of shape (n,).  ``callback(x)`` sees every iterate.
    """
    counted, counts = counting(problem)
    search = line_search or BacktrackingLineSearch()
    x = np.array(problem.start if x0 is None else x0, dtype=float)
    value, g = counted.f(x), counted.grad(x)
    trace, searches, status = [x], [], Status.ITERATION_LIMIT
    for _ in range(max_iterations + 1):
        if not (np.isfinite(value) and np.all(np.isfinite(g))):
            status = Status.NOT_FINITE
            break
        if np.linalg.norm(g) < tol:
            status = Status.CONVERGED
            break
        if len(searches) == max_iterations:
            break
        p = direction(counted, x, g)
        phi, moves = along(counted.f, x, p)
        searches.append(search(phi, value, float(g @ p), moves=moves))
        if not searches[-1].success:
            status = Status.LINE_SEARCH_FAILED
            break
        x = x + searches[-1].alpha * p
        value, g = searches[-1].value, counted.grad(x)
        trace.append(x)
        if callback:
            callback(x)
    return Result(x, value, g, status, len(trace) - 1, counts.f, counts.grad, counts.hess, trace, searches)


def steepest_descent(problem: Problem, x0=None, **settings) -> Result:
    """Return the result of descending along the negative gradient; ``settings`` are those of minimise."""
    return minimise(problem, lambda _problem, _x, g: -g, x0, **settings)
