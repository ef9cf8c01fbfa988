"""The test functions of Moré, Garbow and Hillstrom for unconstrained minimisation: eighteen sums of squares.

    f(x) = r_1(x)^2 + ... + r_m(x)^2,    grad f = 2 J'r

Moré, Garbow and Hillstrom (1981), Testing unconstrained optimization software, ACM Transactions on
Mathematical Software 7, 17-41.  The number of each function, its sizes, its start and its minimum are
those of the paper; a minimum that is not zero is stated to the paper's six digits, and its minimiser,
which has no closed form, is not stated.  Where the paper's value is not the lowest, the function says so.
The paper also starts from ten and a hundred times ``start``.  Far out some of the
functions overflow: numpy then warns, and f is infinite or NaN.

The indices i of the paper begin at 1, and so do the arrays ``i`` here.
"""

import numpy as np

from numopt.problems import Problem, least_squares


def powell_badly_scaled() -> Problem:
    """Return problem 3: two variables whose sizes at the minimum differ by six orders."""

    def residuals(x):
        return np.array([1e4 * x[0] * x[1] - 1, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001])

    def jacobian(x):
        return np.array([[1e4 * x[1], 1e4 * x[0]], [-np.exp(-x[0]), -np.exp(-x[1])]])

    minimiser = (1.0981593296997054e-05, 9.106146739867319)  # the paper gives 1.098e-5 and 9.106
    return least_squares("Powell badly scaled (3)", residuals, jacobian, (0, 1), 0.0, [minimiser])


def brown_badly_scaled() -> Problem:
    """Return problem 4: two variables whose sizes at the minimum differ by twelve orders."""

    def residuals(x):
        return np.array([x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2])

    def jacobian(x):
        return np.array([[1, 0], [0, 1], [x[1], x[0]]])

    return least_squares("Brown badly scaled (4)", residuals, jacobian, (1, 1), 0.0, [(1e6, 2e-6)])


def beale() -> Problem:
    """Return problem 5: a flat valley that bends away from its minimum."""
    y, i = np.array([1.5, 2.25, 2.625]), np.array([1, 2, 3])

    def residuals(x):
        return y - x[0] * (1 - x[1] ** i)

    def jacobian(x):
        return np.column_stack([x[1] ** i - 1, x[0] * i * x[1] ** (i - 1)])

    return least_squares("Beale (5)", residuals, jacobian, (1, 1), 0.0, [(3, 0.5)])


def helical_valley() -> Problem:
    """Return problem 7: a valley that winds round the third axis; f jumps where x1 = 0."""

    def residuals(x):
        turn = np.arctan(x[1] / x[0]) / (2 * np.pi) + (0.5 if x[0].real < 0 else 0.0)
        return np.array([10 * (x[2] - 10 * turn), 10 * (np.sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]])

    def jacobian(x):
        square = x[0] ** 2 + x[1] ** 2
        a, b = 50 / (np.pi * square), 10 / np.sqrt(square)
        return np.array([[a * x[1], -a * x[0], 10], [b * x[0], b * x[1], 0], [0, 0, 1]])

    return least_squares("helical valley (7)", residuals, jacobian, (-1, 0, 0), 0.0, [(1, 0, 0)])


def gaussian() -> Problem:
    """Return problem 9: a bell curve fitted to fifteen values; the start is very near the minimum."""
    half = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521]
    y, t = np.array([*half, 0.3989, *half[::-1]]), (8 - np.arange(1, 16)) / 2

    def bell(x):
        return np.exp(-x[1] * (t - x[2]) ** 2 / 2)

    def residuals(x):
        return x[0] * bell(x) - y

    def jacobian(x):
        slope = x[0] * bell(x)
        return np.column_stack([bell(x), -slope * (t - x[2]) ** 2 / 2, slope * x[1] * (t - x[2])])

    return least_squares("Gaussian (9)", residuals, jacobian, (0.4, 1, 0), 1.12793e-8)


def gulf_research(m: int = 99) -> Problem:
    """Return problem 11, of the Gulf Research and Development Company, with 3 <= m <= 99 residuals.

    The paper also allows m = 100, but then r_100 is not smooth at the minimiser.  The paper prints
    |y_i m i x2|; with |y_i - x2|, as here, its minimiser is one.
    """
    _must_lie("m", m, 3, 99)
    t = np.arange(1, m + 1) / 100
    y = 25 + (-50 * np.log(t)) ** (2 / 3)

    def parts(x):
        """Return the sign of y - x2, |y - x2|, |y - x2|^x3 / x1 and the exponential of minus that."""
        sign = np.sign((y - x[1]).real)
        distance = sign * (y - x[1])
        power = distance ** x[2] / x[0]
        return sign, distance, power, np.exp(-power)

    def residuals(x):
        return parts(x)[3] - t

    def jacobian(x):
        sign, distance, power, decay = parts(x)
        slopes = [1 / x[0] + 0 * distance, sign * x[2] / distance, -np.log(distance)]
        return np.column_stack([decay * power * slope for slope in slopes])

    return least_squares("Gulf research (11)", residuals, jacobian, (5, 2.5, 0.15), 0.0, [(50, 25, 1.5)])


def box_three_dimensional(m: int = 10) -> Problem:
    """Return problem 12, with m >= 3 residuals; the line x1 = x2, x3 = 0 is minimal too."""
    _must_lie("m", m, 3)
    t = np.arange(1, m + 1) / 10
    gap = np.exp(-t) - np.exp(-10 * t)

    def residuals(x):
        return np.exp(-t * x[0]) - np.exp(-t * x[1]) - x[2] * gap

    def jacobian(x):
        return np.column_stack([-t * np.exp(-t * x[0]), t * np.exp(-t * x[1]), -gap])

    minimisers = [(1, 10, 1), (10, 1, -1)]
    return least_squares("Box three-dimensional (12)", residuals, jacobian, (0, 10, 20), 0.0, minimisers)


def wood() -> Problem:
    """Return problem 14: two Rosenbrock valleys, coupled; Newton's method meets a saddle on its way."""
    a, b = np.sqrt(90), np.sqrt(10)

    def residuals(x):
        valleys = [10 * (x[1] - x[0] ** 2), 1 - x[0], a * (x[3] - x[2] ** 2), 1 - x[2]]
        return np.array([*valleys, b * (x[1] + x[3] - 2), (x[1] - x[3]) / b])

    def jacobian(x):
        first = [[-20 * x[0], 10, 0, 0], [-1, 0, 0, 0]]
        second = [[0, 0, -2 * a * x[2], a], [0, 0, -1, 0]]
        return np.array([*first, *second, [0, b, 0, b], [0, 1 / b, 0, -1 / b]])

    return least_squares("Wood (14)", residuals, jacobian, (-3, -1, -3, -1), 0.0, [(1, 1, 1, 1)])


def brown_dennis(m: int = 20) -> Problem:
    """Return problem 16, with m >= 4 residuals: the residuals at the minimum are large."""
    _must_lie("m", m, 4)
    t = np.arange(1, m + 1) / 5

    def parts(x):
        return x[0] + t * x[1] - np.exp(t), x[2] + x[3] * np.sin(t) - np.cos(t)

    def residuals(x):
        a, b = parts(x)
        return a**2 + b**2

    def jacobian(x):
        a, b = parts(x)
        return 2 * np.column_stack([a, t * a, b, np.sin(t) * b])

    minimum = 85822.2 if m == 20 else None
    return least_squares("Brown and Dennis (16)", residuals, jacobian, (25, 5, -5, -1), minimum)


def biggs_exp6(m: int = 13) -> Problem:
    """Return problem 18, with m >= 6 residuals: three exponentials fitted to data without noise.

    For m = 13 the paper gives the value 5.65565e-3.  It belongs to a saddle: at the start x1 = x5 and
    x3 = x6, f does not change when the two pairs are swapped, and a method that knows only gradients stays
    where they are equal, but for rounding.  The minimum stated here is zero.
    """
    _must_lie("m", m, 6)
    t = np.arange(1, m + 1) / 10
    y = np.exp(-t) - 5 * np.exp(-10 * t) + 3 * np.exp(-4 * t)

    def exponentials(x):
        return np.exp(-t * x[0]), np.exp(-t * x[1]), np.exp(-t * x[4])

    def residuals(x):
        a, b, c = exponentials(x)
        return x[2] * a - x[3] * b + x[5] * c - y

    def jacobian(x):
        a, b, c = exponentials(x)
        return np.column_stack([-t * x[2] * a, t * x[3] * b, a, -b, -t * x[5] * c, c])

    minimisers = [(1, 10, 1, 5, 4, 3), (4, 10, 3, 5, 1, 1)]
    return least_squares("Biggs EXP6 (18)", residuals, jacobian, (1, 2, 1, 1, 1, 1), 0.0, minimisers)


def watson(n: int = 6) -> Problem:
    """Return problem 20, 2 <= n <= 31: a polynomial p fitted to p' = p^2 + 1, p(0) = 0; ill-conditioned."""
    _must_lie("n", n, 2, 31)
    t = np.arange(1, 30)[:, None] / 29
    j = np.arange(n)
    power, slope = t**j, j * t ** np.maximum(j - 1, 0)  # p(t) = power x, p'(t) = slope x

    def residuals(x):
        return np.concatenate([slope @ x - (power @ x) ** 2 - 1, [x[0], x[1] - x[0] ** 2 - 1]])

    def jacobian(x):
        ends = np.zeros((2, n), dtype=x.dtype)
        ends[:, :2] = [[1, 0], [-2 * x[0], 1]]
        return np.vstack([slope - 2 * (power @ x)[:, None] * power, ends])

    minimum = {6: 2.28767e-3, 9: 1.39976e-6, 12: 4.72238e-10}.get(n)
    return least_squares(f"Watson, n = {n} (20)", residuals, jacobian, np.zeros(n), minimum)


def extended_rosenbrock(n: int = 10) -> Problem:
    """Return problem 21: n / 2 Rosenbrock valleys side by side, n even."""
    _must_be_multiple(n, 2)

    def residuals(x):
        return np.column_stack([10 * (x[1::2] - x[::2] ** 2), 1 - x[::2]]).ravel()

    def jacobian(x):
        blocks = [[[-20 * first, 10], [-1, 0]] for first in x[::2]]
        return _block_diagonal(blocks)

    name = f"extended Rosenbrock, n = {n} (21)"
    return least_squares(name, residuals, jacobian, np.tile([-1.2, 1], n // 2), 0.0, [np.ones(n)])


def extended_powell_singular(n: int = 4) -> Problem:
    """Return problem 22, n a multiple of 4: the Hessian at the minimum is singular."""
    _must_be_multiple(n, 4)
    a, b = np.sqrt(5), np.sqrt(10)

    def residuals(x):
        p, q, r, s = x.reshape(-1, 4).T
        return np.column_stack([p + 10 * q, a * (r - s), (q - 2 * r) ** 2, b * (p - s) ** 2]).ravel()

    def jacobian(x):
        blocks = []
        for p, q, r, s in x.reshape(-1, 4):
            u, v = 2 * (q - 2 * r), 2 * b * (p - s)
            blocks.append([[1, 10, 0, 0], [0, 0, a, -a], [0, u, -2 * u, 0], [v, 0, 0, -v]])
        return _block_diagonal(blocks)

    name = f"extended Powell singular, n = {n} (22)"
    return least_squares(name, residuals, jacobian, np.tile([3, -1, 0, 1], n // 4), 0.0, [np.zeros(n)])


def penalty_1(n: int = 4) -> Problem:
    """Return problem 23, penalty function I: x near (1, ..., 1) has a small weight, |x| = 1/2 a large one."""
    _must_lie("n", n, 1)
    weight = np.sqrt(1e-5)

    def residuals(x):
        return np.append(weight * (x - 1), x @ x - 0.25)

    def jacobian(x):
        return np.vstack([weight * np.eye(n), 2 * x])

    minimum = {4: 2.24997e-5, 10: 7.08765e-5}.get(n)
    return least_squares(f"penalty I, n = {n} (23)", residuals, jacobian, np.arange(1, n + 1), minimum)


def penalty_2(n: int = 4) -> Problem:
    """Return problem 24, penalty function II: as problem 23, with exponentials in place of the lines."""
    _must_lie("n", n, 2)
    weight, i = np.sqrt(1e-5), np.arange(1, n + 1)
    y = np.exp(i[1:] / 10) + np.exp(i[:-1] / 10)
    norm = np.arange(n, 0, -1)

    def residuals(x):
        e = np.exp(x / 10)
        small = weight * np.concatenate([e[1:] + e[:-1] - y, e[1:] - np.exp(-0.1)])
        return np.concatenate([[x[0] - 0.2], small, [norm @ x**2 - 1]])

    def jacobian(x):
        slopes = weight * np.diag(np.exp(x / 10) / 10)
        return np.vstack([np.eye(n)[:1], slopes[1:] + slopes[:-1], slopes[1:], 2 * norm * x])

    minimum = {4: 9.37629e-6, 10: 2.93660e-4}.get(n)
    return least_squares(f"penalty II, n = {n} (24)", residuals, jacobian, np.full(n, 0.5), minimum)


def variably_dimensioned(n: int = 10) -> Problem:
    """Return problem 25: a sphere, and the square and the fourth power of one linear function."""
    _must_lie("n", n, 1)
    i = np.arange(1, n + 1)

    def residuals(x):
        line = i @ (x - 1)
        return np.concatenate([x - 1, [line, line**2]])

    def jacobian(x):
        return np.vstack([np.eye(n), i, 2 * (i @ (x - 1)) * i])

    name = f"variably dimensioned, n = {n} (25)"
    return least_squares(name, residuals, jacobian, 1 - i / n, 0.0, [np.ones(n)])


def trigonometric(n: int = 10) -> Problem:
    """Return problem 26: many minima; for n = 10 some methods go to a local one of 2.79506e-5."""
    _must_lie("n", n, 1)
    i = np.arange(1, n + 1)

    def residuals(x):
        return n - np.cos(x).sum() + i * (1 - np.cos(x)) - np.sin(x)

    def jacobian(x):
        return np.sin(x) + np.diag(i * np.sin(x) - np.cos(x))

    name = f"trigonometric, n = {n} (26)"
    return least_squares(name, residuals, jacobian, np.full(n, 1 / n), 0.0, [np.zeros(n)])


def chebyquad(n: int = 8) -> Problem:
    """Return problem 35: n points whose mean integrates the Chebyshev polynomials T_1, ..., T_n on [0, 1].

    For n = 10 the paper gives the value 6.50395e-3; that is a local minimum.  The minimum stated here is
    the lowest that was found, 4.77271e-3.
    """
    _must_lie("n", n, 1)
    i = np.arange(1, n + 1)
    integrals = np.where(i % 2 == 0, -1 / np.maximum(i**2 - 1.0, 1), 0)

    def polynomials(x):
        """Return T_i(2 x_j - 1) in row i, and their derivatives by x_j, by the recurrence of T."""
        z = 2 * x - 1
        values, slopes = [np.ones_like(z), z], [np.zeros_like(z), np.full_like(z, 2)]
        for _ in range(n - 1):
            slopes.append(4 * values[-1] + 2 * z * slopes[-1] - slopes[-2])
            values.append(2 * z * values[-1] - values[-2])
        return np.array(values[1:]), np.array(slopes[1:])

    def residuals(x):
        return polynomials(x)[0].mean(axis=1) - integrals

    def jacobian(x):
        return polynomials(x)[1] / n

    minimum = {8: 3.51687e-3, 9: 0.0, 10: 4.77271e-3}.get(n, 0.0 if n < 8 else None)
    return least_squares(f"Chebyquad, n = {n} (35)", residuals, jacobian, i / (n + 1), minimum)


def _must_lie(name, number, low, high=np.inf):
    if not low <= number <= high:
        raise ValueError(f"{name} is {number}, not between {low} and {high}")


def _must_be_multiple(n, block):
    if n < block or n % block:
        raise ValueError(f"n is {n}, not a positive multiple of {block}")


def _block_diagonal(blocks) -> np.ndarray:
    """Return the matrix with the equal square ``blocks`` along its diagonal, zero elsewhere."""
    blocks = np.array(blocks)
    count, size, _ = blocks.shape
    matrix = np.zeros((count, size, count, size), dtype=blocks.dtype)
    matrix[np.arange(count), :, np.arange(count), :] = blocks
    return matrix.reshape(count * size, count * size)


PROBLEMS = (
    powell_badly_scaled(),
    brown_badly_scaled(),
    beale(),
    helical_valley(),
    gaussian(),
    gulf_research(),
    box_three_dimensional(),
    wood(),
    brown_dennis(),
    biggs_exp6(),
    watson(),
    extended_rosenbrock(),
    extended_powell_singular(),
    penalty_1(),
    penalty_2(),
    variably_dimensioned(),
    trigonometric(),
    chebyquad(),
)
