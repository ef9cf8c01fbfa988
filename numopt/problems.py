"""Problems to minimise: f with its first and second derivatives, a start, and the known answer.

    f: R^n -> R,    grad f(x) in R^n,    hess f(x) symmetric in R^(n x n)

Sources are given with each problem.
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


def quadratic(eigenvalues, rotation=None, centre=None) -> Problem:
    """Return f(x) = (x - c)' A (x - c) / 2, where A = R diag(eigenvalues) R'.

    ``eigenvalues`` has shape (n,); ``rotation`` is orthogonal of shape (n, n), the identity by
    default; ``centre`` c has shape (n,), zero by default.  The minimiser is c where all eigenvalues
    are positive.  ValueError where the shapes do not agree.
    """
    eigenvalues = np.asarray(eigenvalues, dtype=float)
    n = eigenvalues.size
    rotation = np.eye(n) if rotation is None else np.asarray(rotation, dtype=float)
    centre = np.zeros(n) if centre is None else np.asarray(centre, dtype=float)
    if eigenvalues.shape != (n,) or rotation.shape != (n, n) or centre.shape != (n,):
        shapes = (eigenvalues.shape, rotation.shape, centre.shape)
        raise ValueError(f"eigenvalues, rotation and centre have shapes {shapes} that do not agree")
    matrix = rotation * eigenvalues @ rotation.T
    matrix = (matrix + matrix.T) / 2
    convex = bool(np.all(eigenvalues > 0))
    return Problem(
        name=f"quadratic, n = {n}, eigenvalues {eigenvalues.min():.3g} to {eigenvalues.max():.3g}",
        n=n,
        f=lambda x: float((x - centre) @ matrix @ (x - centre)) / 2,
        grad=lambda x: matrix @ (x - centre),
        hess=lambda x: matrix.copy(),
        start=centre + np.ones(n),
        minimiser=centre.copy() if convex else None,
        minimum=0.0 if convex else None,
        minimisers=(centre.copy(),) if convex else (),
    )


def rosenbrock() -> Problem:
    """Return Rosenbrock's valley (Rosenbrock 1960; problem 1 of Moré, Garbow and Hillstrom 1981).

        f(x) = 100 (x2 - x1^2)^2 + (1 - x1)^2

    The Hessian is indefinite where x2 > x1^2 + 1/200.
    """

    def f(x):
        return float(100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2)

    def grad(x):
        valley = x[1] - x[0] ** 2
        return np.array([-400 * x[0] * valley - 2 * (1 - x[0]), 200 * valley])

    def hess(x):
        return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200.0]])

    return _known("Rosenbrock", f, grad, hess, start=(-1.2, 1.0), minimisers=[(1.0, 1.0)])


def himmelblau() -> Problem:
    """Return Himmelblau's function (Himmelblau 1972), which has four global minimisers.

    f(x) = (x1^2 + x2 - 11)^2 + (x1 + x2^2 - 7)^2
    """

    def f(x):
        return float((x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2)

    def grad(x):
        a, b = x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7
        return np.array([4 * x[0] * a + 2 * b, 2 * a + 4 * x[1] * b])

    def hess(x):
        cross = 4 * (x[0] + x[1])
        return np.array([[12 * x[0] ** 2 + 4 * x[1] - 42, cross], [cross, 12 * x[1] ** 2 + 4 * x[0] - 26]])

    minimisers = [
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286170),
        (3.584428340330492, -1.848126526964404),
    ]
    return _known("Himmelblau", f, grad, hess, start=(1.0, 1.0), minimisers=minimisers)


def beale() -> Problem:
    """Return Beale's function (problem 5 of Moré, Garbow and Hillstrom 1981).

    f(x) = sum over i = 1, 2, 3 of (c_i - x1 (1 - x2^i))^2,    c = (1.5, 2.25, 2.625)
    """
    c = np.array([1.5, 2.25, 2.625])
    i = np.array([1.0, 2.0, 3.0])

    def parts(x):
        """Return the residuals and their first and second derivatives."""
        power = x[1] ** i
        slope = i * x[1] ** (i - 1)
        bend = i * (i - 1) * x[1] ** np.maximum(i - 2, 0)
        return c - x[0] * (1 - power), -(1 - power), x[0] * slope, slope, x[0] * bend

    def f(x):
        return float(parts(x)[0] @ parts(x)[0])

    def grad(x):
        r, r1, r2, _, _ = parts(x)
        return 2 * np.array([r @ r1, r @ r2])

    def hess(x):
        r, r1, r2, r12, r22 = parts(x)
        cross = r1 @ r2 + r @ r12
        return 2 * np.array([[r1 @ r1, cross], [cross, r2 @ r2 + r @ r22]])

    return _known("Beale", f, grad, hess, start=(1.0, 1.0), minimisers=[(3.0, 0.5)])


def booth() -> Problem:
    """Return Booth's function, a quadratic in disguise.

    f(x) = (x1 + 2 x2 - 7)^2 + (2 x1 + x2 - 5)^2
    """
    hessian = np.array([[10.0, 8.0], [8.0, 10.0]])

    def f(x):
        return float((x[0] + 2 * x[1] - 7) ** 2 + (2 * x[0] + x[1] - 5) ** 2)

    def grad(x):
        a, b = x[0] + 2 * x[1] - 7, 2 * x[0] + x[1] - 5
        return np.array([2 * a + 4 * b, 4 * a + 2 * b])

    return _known("Booth", f, grad, lambda x: hessian.copy(), start=(-5.0, 5.0), minimisers=[(1.0, 3.0)])


def tanh_network(inputs: int = 3, hidden: int = 12, samples: int = 40, decay: float = 0.1, seed: int = 0):
    """Return the training of a network with one hidden layer of tanh units on made-up data, well regularised.

        f(theta) = |w2'tanh(W1 a + b1) + b2 - y|^2 / (2 samples), summed over data, + decay |theta|^2 / 2

    ``theta`` holds W1 row by row, b1, w2, b2: n = hidden (inputs + 2) + 1 variables.  No Hessian is given.
    """
    rng = np.random.default_rng(seed)
    data = rng.standard_normal((samples, inputs))
    target = np.sin(data @ rng.standard_normal(inputs)) + 0.5 * data[:, 0] * data[:, -1]
    n = hidden * (inputs + 2) + 1
    ends = np.cumsum([hidden * inputs, hidden, hidden])

    def forward(theta):
        """Return the activations, shape (samples, hidden), the residuals (samples,), and w2."""
        w1, b1, w2, b2 = np.split(theta, ends)
        active = np.tanh(data @ w1.reshape(hidden, inputs).T + b1)
        return active, active @ w2 + b2 - target, w2

    def f(theta):
        _, residual, _ = forward(theta)
        return float(residual @ residual / samples + decay * theta @ theta) / 2

    def grad(theta):
        active, residual, w2 = forward(theta)
        back = np.outer(residual, w2) * (1 - active**2)
        parts = [(back.T @ data).ravel(), back.sum(axis=0), active.T @ residual, [residual.sum()]]
        return np.concatenate(parts) / samples + decay * theta

    start = rng.standard_normal(n)
    return Problem(f"tanh network with {n} weights", n, f, grad, start)


def _known(name, f, grad, hess, start, minimisers) -> Problem:
    points = tuple(np.array(point) for point in minimisers)
    return Problem(name, len(start), f, grad, np.array(start), hess, points[0], 0.0, points)
