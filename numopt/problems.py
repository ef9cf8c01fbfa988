"""Problems to minimise: test functions, each with derivatives, a start and its minimisers.

    f: R^n -> R,    grad f(x) in R^n,    hess f(x) symmetric in R^(n x n)

Sources are given with each problem.  What a problem is, is in numopt.problem; sums of squares to try a
method on are in numopt.more_garbow_hillstrom.
"""

from dataclasses import replace

import numpy as np

from numopt.learning_problems import logistic_regression, tanh_network
from numopt.problem import Counts, Problem, counting, least_squares

__all__ = [
    "Counts",
    "Problem",
    "beale",
    "booth",
    "chained_rosenbrock",
    "counting",
    "extended_rosenbrock",
    "himmelblau",
    "least_squares",
    "logistic_regression",
    "quadratic",
    "quartic",
    "rastrigin",
    "rosenbrock",
    "saddle",
    "tanh_network",
    "tridiagonal",
]


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


def extended_rosenbrock(n: int = 10) -> Problem:
    """Return n / 2 Rosenbrock valleys side by side, n even (problem 21 of Moré, Garbow and Hillstrom 1981).

    Its Hessian has n / 2 blocks with the same eigenvalues at the minimiser, so that it is no harder than
    one valley; values, gradients and products cost O(n).
    """
    if n < 2 or n % 2:
        raise ValueError(f"n is {n}, not a positive even number")
    return _valleys("extended", n, slice(0, n, 2), slice(1, n, 2))


def chained_rosenbrock(n: int = 10) -> Problem:
    """Return the n - 1 Rosenbrock valleys of all neighbours x_i, x_{i+1} (Toint 1978), n >= 2.

    For n >= 4 there is a second, local minimum, where x1 < 0 (Shang and Qiu 2006); values, gradients and
    products cost O(n).
    """
    if n < 2:
        raise ValueError(f"n is {n}, not at least 2")
    return _valleys("chained", n, slice(0, n - 1), slice(1, n))


def _valleys(kind: str, n: int, along: slice, across: slice) -> Problem:
    """Return the sum of 100 (v - u^2)^2 + (1 - u)^2 over the pairs of u in x[along], v in x[across]."""

    def f(x):
        u, v = x[along], x[across]
        return float(np.sum(100 * (v - u**2) ** 2 + (1 - u) ** 2))

    def grad(x):
        u, v = x[along], x[across]
        g = np.zeros(n)
        g[along] = -400 * u * (v - u**2) - 2 * (1 - u)
        g[across] += 200 * (v - u**2)
        return g

    def hvp(x, w):
        u, v = x[along], x[across]
        product = np.zeros(n)
        product[along] = (1200 * u**2 - 400 * v + 2) * w[along] - 400 * u * w[across]
        product[across] += 200 * w[across] - 400 * u * w[along]
        return product

    def hess(x):
        return np.array([hvp(x, unit) for unit in np.eye(n)])

    start = np.resize([-1.2, 1.0], n)
    return replace(_known(f"{kind} Rosenbrock, n = {n}", f, grad, hess, start, [np.ones(n)]), hvp=hvp)


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


def rastrigin(n: int = 2) -> Problem:
    """Return Rastrigin's function (Rastrigin 1974), a bowl full of dents.

        f(x) = sum of 10 + x_i^2 - 10 cos(2 pi x_i)

    There is a local minimum near each point of integers that are not above 31 in size.
    """
    turn = 2 * np.pi

    def f(x):
        return float(np.sum(10 + x**2 - 10 * np.cos(turn * x)))

    def grad(x):
        return 2 * x + 10 * turn * np.sin(turn * x)

    def hess(x):
        return np.diag(2 + 10 * turn**2 * np.cos(turn * x))

    return _known(f"Rastrigin, n = {n}", f, grad, hess, start=np.full(n, 2.2), minimisers=[np.zeros(n)])


def quartic(n: int = 5) -> Problem:
    """Return f(x) = sum of x_i^2 / 2 + x_i^4 / 12, strictly convex, with the Hessian diag(1 + x_i^2).

    Newton's method takes each coordinate to (2/3) x^3 / (1 + x^2): a third is lost at each step far out,
    and near zero the order is three.
    """

    def f(x):
        return float(np.sum(x**2 / 2 + x**4 / 12))

    def grad(x):
        return x + x**3 / 3

    def hess(x):
        return np.diag(1 + x**2)

    return _known(f"quartic, n = {n}", f, grad, hess, start=np.full(n, 10.0), minimisers=[np.zeros(n)])


def tridiagonal(n: int = 10) -> Problem:
    """Return f(x) = x'A x / 2 - sum x_i with A tridiagonal (-1, 2, -1): a string that hangs under its weight.

    The eigenvalues of A are 2 - 2 cos(k pi / (n + 1)), so that its condition grows as n^2.  The minimiser is
    x_i = i (n + 1 - i) / 2; products cost O(n).
    """
    i = np.arange(1.0, n + 1)

    def hvp(x, v):
        product = 2 * v
        product[1:] -= v[:-1]
        product[:-1] -= v[1:]
        return product

    def hess(x):
        return 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)

    minimiser, minimum = i * (n + 1 - i) / 2, -n * (n + 1) * (n + 2) / 24
    f, grad = (lambda x: float(x @ hvp(x, x) / 2 - x.sum())), (lambda x: hvp(x, x) - 1)
    known = _known(f"tridiagonal, n = {n}", f, grad, hess, np.zeros(n), [minimiser])
    return replace(known, minimum=minimum, hvp=hvp)


def saddle() -> Problem:
    """Return f(x) = x1^4 / 4 - x1^2 / 2 + x2^2 / 2 + 1/4: minima at (-1, 0) and (1, 0), a saddle at (0, 0).

    The start is so near the line x1 = 0 that a method which only goes downhill goes to the saddle first.
    """

    def f(x):
        return float((x[0] ** 2 - 1) ** 2 / 4 + x[1] ** 2 / 2)

    def grad(x):
        return np.array([x[0] ** 3 - x[0], x[1]])

    def hess(x):
        return np.diag([3 * x[0] ** 2 - 1, 1.0])

    return _known("saddle", f, grad, hess, start=(1e-3, 1.0), minimisers=[(1.0, 0.0), (-1.0, 0.0)])


def _known(name, f, grad, hess, start, minimisers) -> Problem:
    points = tuple(np.array(point) for point in minimisers)
    return Problem(name, len(start), f, grad, np.array(start), hess, points[0], 0.0, points)
