"""The collection: derivatives agree with differences, minimising finds the minima that the paper states."""

import numpy as np
import pytest
import scipy.optimize

from numopt import more_garbow_hillstrom as collection
from numopt import problems

OTHER_SIZES = (
    collection.gulf_research(m=10),
    collection.watson(9),
    collection.watson(12),
    collection.extended_rosenbrock(2),
    collection.extended_powell_singular(8),
    collection.penalty_1(10),
    collection.penalty_2(10),
    collection.chebyquad(1),
    collection.chebyquad(9),
    collection.chebyquad(10),
)
ALL = collection.PROBLEMS + OTHER_SIZES
EVERY = pytest.mark.parametrize("problem", ALL, ids=lambda p: p.name)
SIX_DIGITS = 5e-6  # one unit of the sixth: the paper cuts most of its values off, and rounds one
TINY = 1e-20  # an imaginary step: no difference is taken, so nothing cancels


def points_near_the_start(problem, count=10):
    rng = np.random.default_rng(count)
    shifts = 0.1 * rng.standard_normal((count, problem.n)) * np.maximum(1, np.abs(problem.start))
    points = [problem.start, *(problem.start + shifts)]
    # The power of problem 11 is not defined where x1 or x3 is negative.
    return [np.abs(x) for x in points] if "Gulf" in problem.name else points


def imaginary_steps(function, x):
    """Return the derivatives of ``function`` along the coordinates, one row each."""
    return np.array([np.imag(function(x + 1j * TINY * unit)) / TINY for unit in np.eye(x.size)])


def differences(function, x):
    steps = 6e-6 * np.diag(np.maximum(1, np.abs(x)))
    return np.array([(function(x + h) - function(x - h)) / (2 * np.abs(h).max()) for h in steps])


def newton(problem):
    settings = {"gtol": 1e-12, "maxiter": 2000}
    derivatives = {"jac": problem.grad, "hess": problem.hess}
    return scipy.optimize.minimize(
        problem.f, problem.start, method="trust-exact", options=settings, **derivatives
    )


def bfgs(problem):
    settings = {"gtol": 1e-10, "maxiter": 2000}
    return scipy.optimize.minimize(
        problem.f, problem.start, method="BFGS", options=settings, jac=problem.grad
    )


def levenberg_marquardt(problem):
    settings = {"xtol": 1e-14, "ftol": 1e-14, "gtol": 1e-14}
    return scipy.optimize.least_squares(
        problem.residuals, problem.start, problem.jacobian, method="lm", **settings
    )


def test_the_collection_is_the_eighteen_of_the_paper_in_its_order():
    numbers = [int(problem.name.split("(")[1].rstrip(")")) for problem in collection.PROBLEMS]
    assert numbers == [3, 4, 5, 7, 9, 11, 12, 14, 16, 18, 20, 21, 22, 23, 24, 25, 26, 35]
    for problem in collection.PROBLEMS:
        assert problem.start.shape == (problem.n,) and problem.start.dtype == float
        assert problem.minimum is not None


# In the order of PROBLEMS, to the digits in which such tables are printed.
VALUES_AT_THE_START = [
    1.135262,
    9.99998e11,
    14.203125,
    2500,
    3.888107e-06,
    12.11071,
    1031.154,
    19192,
    7926693,
]
VALUES_AT_THE_START += [0.7790701, 30, 121, 215, 885.0626, 2.340009, 2198551, 0.007075759, 0.03861770]


@pytest.mark.parametrize("problem, value", list(zip(collection.PROBLEMS, VALUES_AT_THE_START, strict=True)))
def test_the_start_is_that_of_the_paper(problem, value):
    assert problem.f(problem.start) == pytest.approx(value, rel=1e-6)


@EVERY
def test_the_jacobian_is_the_derivative_of_the_residuals(problem):
    for x in points_near_the_start(problem):
        jacobian = problem.jacobian(x)
        assert jacobian.shape == (problem.residuals(x).size, problem.n)
        expected = imaginary_steps(problem.residuals, x).T
        assert np.allclose(jacobian, expected, rtol=1e-12, atol=1e-13 * np.abs(expected).max())


@EVERY
def test_the_value_is_the_sum_of_squares_and_the_gradient_its_derivative(problem):
    for x in points_near_the_start(problem):
        assert problem.f(x) == pytest.approx(np.sum(problem.residuals(x) ** 2), rel=1e-14)
        expected = imaginary_steps(lambda z: np.sum(problem.residuals(z) ** 2), x)
        assert np.allclose(problem.grad(x), expected, rtol=1e-11, atol=1e-12 * np.abs(expected).max())


@EVERY
def test_the_hessian_is_the_derivative_of_the_gradient_and_symmetric(problem):
    for x in points_near_the_start(problem):
        hessian = problem.hess(x)
        # The difference loses what rounding takes from the gradient, the more the larger the gradient.
        allowed = 1e-6 * np.abs(hessian).max() + 1e-10 * np.abs(problem.grad(x)).max()
        assert np.array_equal(hessian, hessian.T)
        assert np.allclose(hessian, differences(problem.grad, x), rtol=0, atol=allowed)


@pytest.mark.parametrize(
    "ours, by_hand",
    [(collection.beale(), problems.beale()), (collection.extended_rosenbrock(2), problems.rosenbrock())],
    ids=["Beale", "Rosenbrock"],
)
def test_the_hessian_is_exact_but_for_rounding(ours, by_hand):
    for x in points_near_the_start(ours):
        assert ours.f(x) == pytest.approx(by_hand.f(x), rel=1e-13)
        size = np.abs(by_hand.hess(x)).max()
        assert np.allclose(ours.hess(x), by_hand.hess(x), rtol=0, atol=1e-14 * size)


@EVERY
def test_every_stated_minimiser_is_stationary_and_has_the_minimum(problem):
    for x in problem.minimisers:
        size = np.abs(problem.hess(x)).max() * np.maximum(1, np.abs(x)).max()
        assert abs(problem.f(x) - problem.minimum) < 1e-20
        assert np.abs(problem.grad(x)).max() < 1e-14 * size
        assert np.linalg.eigvalsh(problem.hess(x)).min() > -1e-14 * size


# From the start, Newton's method goes to a local minimum of problem 26, see below.
@pytest.mark.parametrize("problem", [p for p in ALL if "trigonometric" not in p.name], ids=lambda p: p.name)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # a trial step may overflow
def test_newton_finds_the_stated_minimum_from_the_start(problem):
    # Problem 22 is flat to the fourth order: where the gradient is 1e-12, f is still about 1e-17.
    assert newton(problem).fun == pytest.approx(problem.minimum, rel=SIX_DIGITS, abs=1e-15)


@pytest.mark.parametrize(
    "problem, method, value",
    [
        (collection.trigonometric(), newton, 2.79506e-5),
        (collection.chebyquad(10), levenberg_marquardt, 6.50395e-3),
    ],
    ids=["trigonometric", "Chebyquad"],
)
def test_the_minima_that_are_said_to_be_local_are_minima_and_not_the_lowest(problem, method, value):
    x = method(problem).x
    assert problem.f(x) == pytest.approx(value, rel=SIX_DIGITS) and value > problem.minimum
    assert np.abs(problem.grad(x)).max() < 1e-7
    assert np.linalg.eigvalsh(problem.hess(x)).min() > 1e-4


def test_the_value_that_the_paper_gives_for_biggs_belongs_to_a_saddle():
    problem = collection.biggs_exp6()
    x = bfgs(problem).x
    assert problem.f(x) == pytest.approx(5.65565e-3, rel=SIX_DIGITS)
    assert np.abs(problem.grad(x)).max() < 1e-7 and np.allclose(x[[0, 2]], x[[4, 5]], atol=1e-5)
    curvature, directions = np.linalg.eigh(problem.hess(x))
    assert curvature[0] < -9e-3
    assert problem.f(x + 0.1 * directions[:, 0]) < problem.f(x) - 1e-5


@pytest.mark.parametrize(
    "make, argument",
    [
        (collection.gulf_research, 100),
        (collection.box_three_dimensional, 2),
        (collection.watson, 32),
        (collection.extended_rosenbrock, 3),
        (collection.extended_powell_singular, 6),
        (collection.chebyquad, 0),
    ],
)
def test_a_size_that_the_paper_does_not_allow_is_named(make, argument):
    with pytest.raises(ValueError, match=str(argument)):
        make(argument)
