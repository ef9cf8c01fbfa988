"""A problem: f with its first and second derivatives, a start, and the known answer.

    f: R^n -> R,    grad f(x) in R^n,    hess f(x) symmetric in R^(n x n)

Nocedal & Wright (2006), chapter 2, and chapter 10 for sums of squares.  The problems themselves are in
numopt.problems.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np

from numopt.derivatives import COMPLEX_STEP


@dataclass(frozen=True)
class Problem:
    """A smooth function of n variables; arrays are float64, x of shape (n,).

    ``minimiser`` (shape (n,)) is the global minimiser nearest to ``start`` and ``minimum`` the value
    there; None where neither is known.  ``minimisers`` lists all global minimisers that are known.

    ``hvp(x, v)`` is the product of the Hessian at x and v, shape (n,), where it costs less than the
    Hessian.  A sum of squares f = r'r also has ``residuals``, x to r of shape (m,), and ``jacobian``, x to
    the (m, n) matrix of the derivatives of r.
    """

    name: str
    n: int
    f: Callable[[np.ndarray], float]
    grad: Callable[[np.ndarray], np.ndarray]
    start: np.ndarray
    hess: Callable[[np.ndarray], np.ndarray] | None = None
    minimiser: np.ndarray | None = None
    minimum: float | None = None
    minimisers: tuple[np.ndarray, ...] = ()
    hvp: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None
    residuals: Callable[[np.ndarray], np.ndarray] | None = None
    jacobian: Callable[[np.ndarray], np.ndarray] | None = None


@dataclass
class Counts:
    """How often each function of a problem was evaluated."""

    f: int = 0
    grad: int = 0
    hess: int = 0
    hvp: int = 0
    residuals: int = 0
    jacobian: int = 0


def counting(problem: Problem) -> tuple[Problem, Counts]:
    """Return the same problem with evaluations that count themselves, and the counts."""
    counts = Counts()

    def counted(name):
        function = getattr(problem, name)

        def evaluate(*arguments):
            setattr(counts, name, getattr(counts, name) + 1)
            return function(*arguments)

        return function and evaluate

    return replace(problem, **{field.name: counted(field.name) for field in fields(Counts)}), counts


def least_squares(name, residuals, jacobian, start, minimum=None, minimisers=()) -> Problem:
    """Return f(x) = r(x)'r(x), the sum of the squares of the ``residuals``.

        grad f = 2 J'r,    hess f = 2 J'J + 2 (r_1 hess r_1 + ... + r_m hess r_m)

    ``residuals(x)`` has shape (m,), ``jacobian(x)`` shape (m, n); both take a complex x too and are
    analytic.  The Hessian is the complex-step derivative of the gradient: exact but for rounding, for n
    gradients.
    """

    def f(x):
        r = residuals(x)
        return float(r @ r)

    def grad(x):
        return 2 * jacobian(x).T @ residuals(x)

    def hess(x):
        rows = [np.imag(grad(x + 1j * COMPLEX_STEP * unit)) / COMPLEX_STEP for unit in np.eye(x.size)]
        return (np.array(rows) + np.array(rows).T) / 2

    points = tuple(np.array(point, dtype=float) for point in minimisers)
    return Problem(
        name=name,
        n=len(start),
        f=f,
        grad=grad,
        hess=hess,
        start=np.array(start, dtype=float),
        minimiser=points[0] if points else None,
        minimum=minimum,
        minimisers=points,
        residuals=residuals,
        jacobian=jacobian,
    )
