"""Problems: derivatives agree with differences, minimisers are stationary and have the stated value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numopt import problems

ROTATION = np.linalg.qr(np.array([[1.0, 2.0, 0.5], [0.3, -1.0, 2.0], [1.5, 0.2, 0.7]]))[0]
PROBLEMS = [
    problems.rosenbrock(),
    problems.himmelblau(),
    problems.beale(),
    problems.booth(),
    problems.quadratic([2.0, 20.0]),
    problems.quadratic([1.0, 7.0, 50.0], ROTATION, centre=[1.0, -2.0, 0.5]),
    problems.extended_rosenbrock(6),
    problems.chained_rosenbrock(5),
    problems.rastrigin(3),
    problems.quartic(),
    problems.tridiagonal(),
    problems.saddle(),
    problems.logistic_regression(samples=30, features=4),
    problems.quadratic([-3.0, 1.0, 4.0], ROTATION),
]
NAMED = pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.name)
# Central differences with this step have an error of about 1e-10 of the function's own scale.
STEP = 6e-6


def points(n):
    return st.lists(st.floats(-2, 2), min_size=n, max_size=n).map(np.array)


def differences(function, x):
    """Return the central differences of ``function`` along the coordinates, one row each."""
    steps = STEP * np.eye(x.size)
    return np.array([(function(x + h) - function(x - h)) / (2 * STEP) for h in steps])


@NAMED
@given(data=st.data())
def test_the_gradient_is_the_derivative(problem, data):
    x = data.draw(points(problem.n))
    scale = 1 + abs(problem.f(x)) + np.linalg.norm(problem.grad(x))
    assert np.allclose(problem.grad(x), differences(problem.f, x), rtol=0, atol=1e-7 * scale)


@NAMED
@given(data=st.data())
def test_the_hessian_is_the_derivative_of_the_gradient_and_symmetric(problem, data):
    x = data.draw(points(problem.n))
    hessian = problem.hess(x)
    scale = 1 + np.linalg.norm(problem.grad(x)) + np.linalg.norm(hessian)
    assert np.array_equal(hessian, hessian.T)
    assert np.allclose(hessian, differences(problem.grad, x), rtol=0, atol=1e-7 * scale)


@NAMED
def test_every_minimiser_is_stationary_and_has_the_minimum(problem):
    for x in problem.minimisers:
        assert np.linalg.norm(problem.grad(x)) < 1e-10
        assert abs(problem.f(x) - problem.minimum) < 1e-18
        assert np.linalg.eigvalsh(problem.hess(x)).min() > 0


@pytest.mark.parametrize("problem", [p for p in PROBLEMS if p.hvp], ids=lambda p: p.name)
@given(data=st.data())
def test_the_product_is_that_of_the_hessian(problem, data):
    x, v = data.draw(points(problem.n)), data.draw(points(problem.n))
    expected = problem.hess(x) @ v
    assert np.allclose(
        problem.hvp(x, v), expected, rtol=0, atol=1e-13 * (1 + np.linalg.norm(problem.hess(x)))
    )


def test_an_indefinite_quadratic_has_no_minimiser():
    assert PROBLEMS[-1].minimiser is None and PROBLEMS[-1].minimisers == ()


def test_a_quadratic_has_the_spectrum_that_was_asked_for():
    quadratic = problems.quadratic([1.0, 7.0, 50.0], ROTATION)
    assert np.allclose(np.linalg.eigvalsh(quadratic.hess(np.zeros(3))), [1.0, 7.0, 50.0], rtol=1e-13)


def test_shapes_that_do_not_agree_are_named():
    with pytest.raises(ValueError, match=r"\(2,\).*\(3, 3\)"):
        problems.quadratic([1.0, 2.0], ROTATION)


def test_the_valleys_are_those_of_rosenbrock():
    one, x = problems.rosenbrock(), np.array([0.3, -0.7, 1.2, 0.4, -0.5, 2.0])
    assert problems.extended_rosenbrock(6).f(x) == pytest.approx(sum(one.f(x[i : i + 2]) for i in (0, 2, 4)))
    assert problems.chained_rosenbrock(6).f(x) == pytest.approx(sum(one.f(x[i : i + 2]) for i in range(5)))
    with pytest.raises(ValueError, match="5"):
        problems.extended_rosenbrock(5)
    with pytest.raises(ValueError, match="1"):
        problems.chained_rosenbrock(1)


@pytest.mark.parametrize("n", [4, 7, 10])
def test_the_chain_has_a_second_minimum(n):
    chain = problems.chained_rosenbrock(n)
    x = np.append(-1.0, np.ones(n - 1))
    for _ in range(30):
        x = x - np.linalg.solve(chain.hess(x), chain.grad(x))
    assert np.linalg.norm(chain.grad(x)) < 1e-9 and np.linalg.eigvalsh(chain.hess(x)).min() > 0
    assert x[0] < 0 and chain.f(x) > 3


def test_a_large_valley_costs_no_matrix():
    large = problems.chained_rosenbrock(10**5)
    assert large.hvp(large.start, large.grad(large.start)).shape == (10**5,)


def test_the_string_has_the_spectrum_that_is_known():
    string = problems.tridiagonal(10)
    assert string.minimum == -55
    k = np.arange(1, 11)
    assert np.allclose(np.linalg.eigvalsh(string.hess(string.start)), 2 - 2 * np.cos(k * np.pi / 11))


def test_newton_on_the_quartic_goes_where_its_docstring_says():
    quartic, x = problems.quartic(2), np.array([50.0, 0.01])
    step = x - np.linalg.solve(quartic.hess(x), quartic.grad(x))
    assert np.allclose(step, 2 / 3 * x**3 / (1 + x**2), rtol=1e-7)


def test_the_saddle_lies_between_the_minima():
    saddle, middle = problems.saddle(), np.zeros(2)
    assert not saddle.grad(middle).any() and np.linalg.eigvalsh(saddle.hess(middle)).min() < 0


def test_a_sum_of_squares_has_the_derivatives_of_its_residuals():
    matrix, y = np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]]), np.array([1.0, 2.0, 3.0])
    fit = problems.least_squares("line", lambda x: matrix @ x - y, lambda x: matrix, [0.0, 0.0])
    x = np.array([0.3, -2.0])
    assert fit.f(x) == pytest.approx(np.linalg.norm(matrix @ x - y) ** 2)
    assert np.allclose(fit.hess(x), 2 * matrix.T @ matrix, rtol=1e-15)
    assert fit.n == 2 and fit.minimiser is None and fit.minimum is None


def test_counting_counts_all_that_a_problem_has():
    fit = problems.least_squares("square", lambda x: x**2, lambda x: np.diag(2 * x), [1.0, 2.0])
    counted, counts = problems.counting(fit)
    counted.residuals(counted.start), counted.jacobian(counted.start), counted.jacobian(counted.start)
    assert (counts.residuals, counts.jacobian, counts.hvp) == (1, 2, 0) and counted.hvp is None
    counted, counts = problems.counting(problems.tridiagonal())
    counted.hvp(counted.start, counted.start)
    assert counts.hvp == 1 and counted.residuals is None


def test_counting_counts_and_changes_nothing():
    counted, counts = problems.counting(problems.rosenbrock())
    x = np.array([0.5, 0.5])
    assert counted.f(x) == problems.rosenbrock().f(x)
    counted.f(x), counted.grad(x)
    assert (counts.f, counts.grad, counts.hess) == (2, 1, 0)


def test_a_value_that_is_handed_out_can_be_changed_without_harm():
    for problem in PROBLEMS:
        problem.hess(problem.start)[:] = 0
        assert np.any(problem.hess(problem.start) != 0)


@pytest.mark.parametrize("decay", [1e-2, 1.0])
def test_the_logistic_loss_is_convex_within_its_bounds_and_fresh_from_each_seed(decay):
    fits = [problems.logistic_regression(seed=seed, decay=decay) for seed in (0, 0, 1)]
    x = np.full(10, 0.3)
    assert fits[0].f(x) == fits[1].f(x) != fits[2].f(x)
    assert fits[0].f(np.zeros(10)) == pytest.approx(np.log(2))
    assert np.linalg.eigvalsh(fits[0].hess(x)).min() > decay
    # At zero each sample bends by a quarter, the most there is; far out, not at all; nothing overflows.
    assert np.linalg.eigvalsh(fits[0].hess(0 * x) - fits[0].hess(x)).min() > 0
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(fits[0].f(1e6 * x)) and np.isfinite(fits[0].grad(-1e6 * x)).all()
        assert np.allclose(fits[0].hess(1e6 * x), decay * np.eye(10))


@pytest.mark.parametrize("seed", [0, 1])
def test_the_product_of_the_network_is_exact(seed):
    network = problems.tanh_network(inputs=2, hidden=4, samples=10, seed=seed)
    rng = np.random.default_rng(seed)
    for _ in range(5):
        x, v, w = rng.standard_normal((3, 17))
        # The gradient is analytic: its imaginary step takes no difference, so that all digits agree.
        expected = np.imag(network.grad(x + 1e-20j * v)) / 1e-20
        assert np.allclose(network.hvp(x, v), expected, rtol=1e-13, atol=1e-14)
        assert network.hvp(x, v) @ w == pytest.approx(network.hvp(x, w) @ v, rel=1e-12)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_gradient_of_the_network_is_that_of_its_values(seed):
    network = problems.tanh_network(inputs=2, hidden=4, samples=10, seed=seed)
    assert network.n == 17 and network.start.shape == (17,)
    x, h = network.start, 1e-6
    differences = [(network.f(x + h * e) - network.f(x - h * e)) / (2 * h) for e in np.eye(17)]
    assert np.allclose(network.grad(x), differences, atol=1e-8)
